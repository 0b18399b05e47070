"""The exercises of lesson 04, Extract the figures."""

from functools import lru_cache

import pandas as pd

from helpers.checks.exercise import Exercise, number
from helpers.checks.lesson_01 import page
from helpers.ledger import quantity_ledger
from helpers.quantities import extract_quantities


@lru_cache
def page_ledger() -> pd.DataFrame:
    """The ledger of the page."""
    return quantity_ledger(page().reset_index(drop=True))


def _inexact() -> int:
    rows = page_ledger()[page_ledger()["kind"] == "quantity"]
    return int((rows["bound"] != "exact").sum())


def _count(condition: str) -> int:
    return len(page_ledger().query(condition))


def _ledger_of_own(answer: object) -> bool:
    return isinstance(answer, pd.DataFrame) and {"surface", "kind", "value"} <= set(answer.columns)


EXERCISES = [
    Exercise(
        ask="Which row is it, and which column holds the number with its multiplier worked out?",
        expects="a number in yuan",
        accepts=lambda a: number(1.35e12, 1e-9)(a),
        praise="万亿 is ten thousand times a hundred million: multipliers multiply.",
        slips=(
            (lambda a: number(1.35, 1e-9)(a), "that is the number before its multiplier. 万亿 is 1,000,000,000,000."),
            (lambda a: number(1.35e8, 1e-9)(a), "you used 亿 and lost 万. The two multiply each other."),
            (lambda a: number(1.35e4, 1e-9)(a), "you used 万 and lost 亿. The two multiply each other."),
        ),
    ),
    Exercise(
        ask="Which two conditions must a row meet: on its kind, and on its bound?",
        expects="a whole number",
        accepts=lambda a: number(_inexact(), 0)(a),
        praise="so many times the page says only “more than”, “nearly” or “about”. A chart must not draw them as if they were exact.",
        slips=(
            (lambda a: number(_count("bound != 'exact'"), 0)(a), "that counts every kind. A quantity has kind 'quantity'."),
            (lambda a: number(_count("kind == 'quantity' and bound == 'over'"), 0)(a), "those are the ones with “more than”. “Nearly” and “about” are not exact, either."),
            (lambda a: number(_count("kind == 'quantity' and bound == 'exact'"), 0)(a), "those are the exact ones. How many are left?"),
            (lambda a: number(_count("kind == 'quantity'"), 0)(a), "that is all quantities. Keep those whose bound is not 'exact'."),
        ),
    ),
    Exercise(
        ask="Write a Chinese sentence with a price, a date and a rank, and call extract_quantities on it.",
        expects="the table that extract_quantities gives for your sentence",
        accepts=lambda a: _ledger_of_own(a) and len(a) >= 3 and a["kind"].nunique() >= 2,
        praise="did it find what you meant? Where it did not, you have found work for the grammar.",
        slips=(
            (lambda a: isinstance(a, str) and len(extract_quantities(a)) > 0, "that is the sentence. Answer with extract_quantities(sentence)."),
            (lambda a: isinstance(a, str), "there is no number in it that the grammar can find."),
            (lambda a: _ledger_of_own(a) and a["surface"].str.contains("[A-Za-z] ?[0-9]").any(), "the grammar reads Chinese; in other languages it finds codes only."),
            (lambda a: _ledger_of_own(a) and len(a) < 3, "fewer than three expressions were found. Add another number."),
            (lambda a: _ledger_of_own(a), "they are all of one kind. Add a date, a rank or a name with a number in it."),
        ),
    ),
]


def typical_slips():
    """Wrong answers that people give, each with a word of the hint it must hear."""
    yield "04.1", 1.35, "before its multiplier"
    yield "04.1", 1.35e8, "lost 万"
    yield "04.1", 1.35e4, "lost 亿"
    yield "04.2", _count("bound != 'exact'"), "every kind"
    yield "04.2", _count("kind == 'quantity' and bound == 'over'"), "more than"
    yield "04.2", _count("kind == 'quantity' and bound == 'exact'"), "the exact ones"
    yield "04.3", "产值6亿元,增长5.4%。", "that is the sentence"
    yield "04.3", "没有数字。", "no number in it"
    yield "04.3", extract_quantities("产值6亿元。"), "fewer than three"
    yield "04.3", extract_quantities("买了3本、5支和6张。"), "all of one kind"
