"""The exercises of lesson 07, Your own page."""

import pandas as pd

from helpers.checks.exercise import Exercise, number
from helpers.checks.lesson_01 import page
from helpers.ledger import quantity_ledger
from helpers.page import parse_report

MISSING = 13600 - 5200 - 3400 - 2800


def _is_page(answer: object) -> bool:
    return isinstance(answer, pd.DataFrame) and {"county", "headline", "byline", "text"} <= set(answer.columns)


def _figures(answer: pd.DataFrame) -> pd.Series:
    """How many expressions each dispatch holds."""
    counts = quantity_ledger(answer).groupby("county").size()
    return answer["county"].map(counts).fillna(0)


def _compares_two_pages(answer: object) -> bool:
    return (
        isinstance(answer, pd.DataFrame)
        and "page" in answer.columns
        and len(answer) == 2
        and answer["page"].nunique() == 2
        and answer.drop(columns="page").select_dtypes("number").notna().all().any()
    )


EXERCISES = [
    Exercise(
        ask="Take the three sources from the total. Which column has all of them in the same unit?",
        expects="a number in 万元",
        accepts=lambda a: number(MISSING, 0.0001)(a),
        praise="2200万元, a sixth of the total. The page does not say where it comes from; we do not repair it.",
        slips=(
            (lambda a: number(MISSING * 1e4, 0.0001)(a), "that is in 元. One 万元 is ten thousand of them."),
            (lambda a: number(MISSING / 1e4, 0.0001)(a), "that is in 亿元. One 亿元 is ten thousand 万元."),
            (lambda a: number(-MISSING, 0.0001)(a), "the sign is turned: the parts are less than the whole."),
            (lambda a: number(5200 + 3400 + 2800, 0.0001)(a), "that is the sum of the parts. How much is missing to the total?"),
            (lambda a: number(1.36 - 11400, 0.0001)(a) or number(11400 - 1.36, 0.0001)(a), "the surfaces have different units, 亿元 and 万元. Use the column value, which is in 元."),
            (lambda a: number(MISSING / 13600, 0.001)(a) or number(MISSING / 136, 0.001)(a), "that is the missing share. The question asks for the amount."),
        ),
    ),
    Exercise(
        ask="Each part begins with a line `title: name`. What does parse_report return?",
        expects="a table of dispatches from parse_report, two parts, each with a figure",
        accepts=lambda a: _is_page(a) and len(a) == 2 and bool((_figures(a) > 0).all()),
        praise="two parts, each with a figure. The same text in a file would do for `make run REPORT=…`.",
        slips=(
            (lambda a: isinstance(a, str), "that is the text itself. Give it to parse_report, with a name for messages."),
            (lambda a: isinstance(a, pd.DataFrame) and "surface" in a.columns, "that is a ledger. The answer is the table of dispatches that it is made from."),
            (lambda a: _is_page(a) and len(a) == 7, "that is the page of the collection. Write a text of your own."),
            (lambda a: _is_page(a) and len(a) == 1, "there is only one part. Each `title:` line must stand at the beginning of a line of its own."),
            (lambda a: _is_page(a) and len(a) > 2, "those are more than two parts."),
            (lambda a: _is_page(a), "the ledger finds no figure in one of the parts. Put a number with a unit into each."),
        ),
    ),
    Exercise(
        ask="Make one ledger for each page, compute one number from each, and put them into a table.",
        expects="a table of two rows with a column page and a column of numbers",
        accepts=_compares_two_pages,
        praise="two pages, one measure. Two pages are two examples: what would you need for a claim about newspapers?",
        slips=(
            (lambda a: isinstance(a, pd.Series), "that is a Series. .reset_index(name=…) makes a table of it; rename the other column to page."),
            (lambda a: isinstance(a, pd.DataFrame) and "page" not in a.columns, "there is no column page that says which row is which."),
            (lambda a: isinstance(a, pd.DataFrame) and len(a) == 1, "that is one page only."),
            (lambda a: isinstance(a, pd.DataFrame) and len(a) > 2, "that has a row per figure or per county. One row for each page: aggregate first."),
            (lambda a: isinstance(a, pd.DataFrame) and len(a) == 2 and a["page"].nunique() == 1, "both rows have the same page."),
            (lambda a: isinstance(a, pd.DataFrame) and len(a) == 2, "the pages are there, but no complete column of numbers."),
        ),
    ),
]


def typical_slips():
    """Wrong answers that people give, each with a word of the hint it must hear."""
    yield "07.1", MISSING * 1e4, "that is in 元"
    yield "07.1", MISSING / 1e4, "that is in 亿元"
    yield "07.1", -MISSING, "sign is turned"
    yield "07.1", 11400, "sum of the parts"
    yield "07.1", 11400 - 1.36, "different units"
    yield "07.1", MISSING / 13600, "missing share"
    text = "title: 甲县\n新建公路3公里。"
    yield "07.2", text, "text itself"
    yield "07.2", quantity_ledger(page().reset_index(drop=True)), "that is a ledger"
    yield "07.2", parse_report(text, "test"), "only one part"
    yield "07.2", page().reset_index(drop=True), "page of the collection"
    yield "07.2", parse_report(f"{text}\ntitle: 乙县\n山清水秀。", "test"), "no figure in one"
    yield "07.2", parse_report(f"{text}\ntitle: 乙县\n3人。\ntitle: 丙县\n3人。", "test"), "more than two"
    yield "07.3", pd.Series({"a": 1, "b": 2}), "Series"
    yield "07.3", pd.DataFrame({"name": ["a", "b"], "n": [1, 2]}), "no column page"
    yield "07.3", pd.DataFrame({"page": ["a"], "n": [1]}), "one page only"
    yield "07.3", pd.DataFrame({"page": ["a", "b", "c"], "n": [1, 2, 3]}), "aggregate first"
    yield "07.3", pd.DataFrame({"page": ["a", "a"], "n": [1, 2]}), "same page"
    yield "07.3", pd.DataFrame({"page": ["a", "b"], "n": ["x", "y"]}), "no complete column"
