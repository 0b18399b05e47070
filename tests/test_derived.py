"""Derived figures, plausibility and schemas."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import SchemaError, base_of_growth, check_plausibility, derive_figures, quantity_ledger, validate_ledger
from helpers.derived import growth_per_year, rounding_error

ISSUED = "2022-06-25"
SAME_AS = {"规上工业产值": "规模以上工业产值"}


def ledger_of(text: str) -> pd.DataFrame:
    return quantity_ledger(pd.DataFrame({"county": ["甲县"], "text": [text]}))


@pytest.mark.parametrize(
    ("surface", "value", "error"),
    [("14.3%", 14.3, 0.05), ("686.71亿元", 686.71e8, 0.005e8), ("2572亿元", 2572e8, 0.5e8), ("12,500名", 12500, 0.5), ("三个", 3, 0), ("2.5万吨", 25000, 500)],
)
def test_rounding_error_is_half_a_unit_of_the_last_digit(surface, value, error):
    assert rounding_error(surface, value) == pytest.approx(error)


@given(st.floats(1, 1e6), st.floats(-50, 200))
def test_base_and_growth_undo_each_other(base, percent):
    assert base_of_growth(base * (1 + percent / 100), percent) == pytest.approx(base)
    assert growth_per_year(base, base * (1 + percent / 100), 1) == pytest.approx(percent, abs=1e-6)


def test_the_derived_figures_of_the_page(ledger):
    table = derive_figures(ledger, ISSUED, SAME_AS)
    assert table["value"].tolist() == pytest.approx([686.71e8 / 1.143, 142.4e8 / 1.054, 142.4 / 686.71 * 100, ((3000 / 2572) ** 0.25 - 1) * 100])
    assert (table["low"] < table["value"]).all() and (table["value"] < table["high"]).all()
    assert table["plausible"].all()
    assert [ledger.loc[list(rows), "surface"].tolist() for rows in table["rows"]] == [
        ["686.71亿元", "14.3%"],
        ["142.4亿元", "5.4%"],
        ["142.4亿元", "686.71亿元"],
        ["2572亿元", "3000亿元"],
    ]


def test_the_interval_holds_every_figure_that_rounds_to_the_printed_ones():
    table = derive_figures(ledger_of("前5个月,全县工业产值100.0亿元,同比增长10.0%。"), ISSUED, {})
    low, high = table.loc[0, ["low", "high"]]
    assert low == pytest.approx(99.95e8 / 1.1005) and high == pytest.approx(100.05e8 / 1.0995)


def test_a_fall_has_the_larger_base():
    table = derive_figures(ledger_of("前5个月,全县工业产值90亿元,同比下降10%。"), ISSUED, {})
    assert table.loc[0, "value"] == pytest.approx(100e8)


def test_the_figure_that_does_not_reconcile_is_shown_and_left_alone(ledger):
    before = ledger.copy()
    table = check_plausibility(ledger, ISSUED)
    assert table[["indicator", "fits"]].values.tolist() == [["规模以上工业产值", False]]
    assert table["share"][0] == pytest.approx(0.2336, abs=1e-4)
    pd.testing.assert_frame_equal(ledger, before)


def test_figures_that_reconcile_are_said_to_fit():
    page = ledger_of("前6个月,全县工业产值55亿元,同比增长10%。去年,全县工业产值100亿元。")
    assert check_plausibility(page, ISSUED)["fits"].tolist() == [True]


def test_more_value_added_than_output_is_implausible(ledger):
    slip = ledger.copy()
    slip.loc[slip["surface"] == "142.4亿元", "value"] = 1424e8
    table = derive_figures(slip, ISSUED, SAME_AS)
    assert table.loc[~table["plausible"], "figure"].str.startswith("value-added rate").all()
    assert (~table["plausible"]).sum() == 1


def test_a_page_without_figures_gives_empty_tables():
    empty = ledger_of("大家都很忙。")
    assert len(derive_figures(empty, ISSUED, {})) == len(check_plausibility(empty, ISSUED)) == 0


@pytest.mark.parametrize(
    ("column", "wrong", "words"),
    [
        ("bound", "more", "column bound: expected one of exact, about, over, under"),
        ("status", "hope", "column status: expected one of actual, target, plan"),
        ("surface", "15.3%", "expected a surface that stands in the sentence"),
        ("end", 999, "expected end - start is the length of surface"),
        ("value", float("nan"), "expected a value for every quantity"),
    ],
)
def test_a_broken_ledger_names_row_column_and_sentence(ledger, column, wrong, words):
    broken = ledger.copy()
    label = broken.index[broken["surface"] == "14.3%"][0]
    broken.loc[label, column] = wrong
    with pytest.raises(SchemaError) as caught:
        validate_ledger(broken)
    message = str(caught.value)
    assert f"row {label}" in message and words in message
    assert "平湖: 前5个月" in message


def test_a_missing_column_is_named(ledger):
    with pytest.raises(SchemaError, match="no column unit"):
        validate_ledger(ledger.drop(columns="unit"))


def test_the_ledger_of_the_page_keeps_its_schema(ledger):
    assert validate_ledger(ledger).equals(ledger)
