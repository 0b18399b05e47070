"""The exercises of lesson 05, Build the metric tables."""

import numpy as np
import pandas as pd

from helpers.checks.exercise import Exercise, number
from helpers.checks.lesson_01 import one_row_per_county, page
from helpers.checks.lesson_04 import page_ledger


def _has_numbers(answer: pd.DataFrame) -> bool:
    return one_row_per_county(answer) and answer.select_dtypes("number").notna().any().any()


def _adds_everything(answer: pd.DataFrame) -> bool:
    """Sums over all units at once: yuan, people and ranks in one number."""
    sums = page_ledger().groupby("county")["value"].sum()
    expected = answer["county"].map(sums)
    return any(np.allclose(answer[column], expected) for column in answer.select_dtypes("number"))


EXERCISES = [
    Exercise(
        ask="base_of_growth takes the new value and the rate. Which number is the new value?",
        expects="a number in 亿元",
        accepts=lambda a: number(142.4 / 1.054, 0.001)(a),
        praise="about 135.1. Growth is measured on the old value, so we divide.",
        slips=(
            (lambda a: number(142.4 * (1 - 0.054), 0.001)(a), "you took 5.4 % off the new value. The rate was measured on the old one: what times 1.054 gives 142.4?"),
            (lambda a: number(142.4 * 1.054, 0.001)(a), "that is a year later, not a year before."),
            (lambda a: number(142.4 - 5.4, 0.001)(a), "a per cent is no unit of money; you subtracted 5.4 hundred millions."),
            (lambda a: number(142.4 / 1.00054, 0.0001)(a), "the rate is 5.4 per cent; base_of_growth takes it in per cent, not as a fraction."),
            (lambda a: number(5.4 / 2.424, 0.001)(a), "the two arguments are the other way round: first the value, then the rate."),
            (lambda a: number(142.4 / 5.4, 0.001)(a), "5.4 % is 5.4 of a hundred. Divide by 1.054, not by 5.4."),
        ),
    ),
    Exercise(
        ask="A share is the part divided by the whole. Which of the two figures is the part?",
        expects="a number in per cent",
        accepts=lambda a: number(142.4 / 686.71 * 100, 0.005)(a),
        praise="about 20.7 of every hundred yuan; the rest was bought from others.",
        slips=(
            (lambda a: number(686.71 / 142.4, 0.005)(a) or number(686.71 / 142.4 * 100, 0.005)(a), "you divided the whole by the part. Value added is the part."),
            (lambda a: number(142.4 / 686.71, 0.005)(a), "that is the share as a fraction of one. The question asks for per cent."),
            (lambda a: number(21, 0.001)(a), "that is rounded to whole per cents. Give at least one decimal."),
            (lambda a: number(142.4 / 2572 * 100, 0.005)(a), "2572 is the whole year 2021. Both figures must be of the same period."),
        ),
    ),
    Exercise(
        ask="Filter the ledger, group by county, and put the result beside page[['county']].",
        expects="a table with a column county and a column of numbers, one row for each of the seven counties",
        accepts=lambda a: _has_numbers(a) and not _adds_everything(a),
        praise="seven rows, one measure. Which unit has it, and may it be added up?",
        slips=(
            (lambda a: _has_numbers(a) and _adds_everything(a), "that adds yuan, people and ranks. Keep one unit before you sum."),
            (lambda a: isinstance(a, pd.DataFrame) and "嘉兴" in set(a["county"]), "the row of the whole city is no county. Leave it out, and measure something from the ledger."),
            (lambda a: isinstance(a, pd.Series), "that is a Series. .reset_index() makes a table of it."),
            (lambda a: isinstance(a, pd.DataFrame) and "county" in a.columns and 0 < len(a) < 7 and a["county"].is_unique, "some counties are missing: groupby drops those that have no such row. Start from page[['county']] and map."),
            (lambda a: isinstance(a, pd.DataFrame) and len(a) > 7, "that has a row per figure. Group by county first."),
            (lambda a: one_row_per_county(a), "the counties are there, but no column of numbers."),
        ),
    ),
]


def typical_slips():
    """Wrong answers that people give, each with a word of the hint it must hear."""
    yield "05.1", 142.4 * (1 - 0.054), "off the new value"
    yield "05.1", 142.4 * 1.054, "a year later"
    yield "05.1", 142.4 - 5.4, "no unit of money"
    yield "05.1", 142.4 / 5.4, "of a hundred"
    yield "05.2", 686.71 / 142.4, "whole by the part"
    yield "05.2", 142.4 / 686.71, "fraction of one"
    yield "05.2", 142.4 / 2572 * 100, "same period"
    counts = page_ledger().query("status == 'target'").groupby("county").size()
    yield "05.3", counts, "Series"
    yield "05.3", counts.rename("targets").reset_index(), "some counties are missing"
    yield "05.1", 142.4 / 1.00054, "not as a fraction"
    yield "05.1", 5.4 / 2.424, "the other way round"
    yield "05.2", 21, "one decimal"
    sums = page_ledger().groupby("county")["value"].sum()
    yield "05.3", sums.reset_index(), "adds yuan, people and ranks"
    yield "05.3", page_ledger(), "a row per figure"
    yield "05.3", page()[["county", "headline"]], "no column of numbers"
