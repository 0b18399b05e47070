"""Metric tables: sums, pairs and arithmetic."""

import pandas as pd
import pytest

from helpers import actual_and_target, base_of_growth, change_table, commitment_table, count_kinds, figure_density, level_table

ROWS = pd.DataFrame(
    {
        "county": ["甲", "甲", "甲", "乙"],
        "kind": "quantity",
        "change": "level",
        "indicator": ["产值", "税收", "总产值", "产值"],
        "unit": "元",
        "value": [10.0, 2.0, 30.0, 99.0],
        "period": ["去年", "去年", "明年", "去年"],
        "status": ["actual", "actual", "target", "actual"],
    }
)


def test_kinds_add_up_to_the_ledger(dispatches, ledger):
    table = count_kinds(dispatches, ledger)
    assert table["county"].tolist() == dispatches["county"].tolist()
    assert table["total"].sum() == len(ledger)
    assert table.drop(columns=["county", "total"]).sum(axis=1).tolist() == table["total"].tolist()


def test_a_dispatch_without_figures_keeps_its_row(dispatches, ledger):
    table = count_kinds(dispatches, ledger[ledger["county"] != "桐乡"])
    assert table.set_index("county").loc["桐乡"].tolist() == [0] * 6
    density = figure_density(dispatches, ledger[ledger["county"] != "桐乡"])
    assert density.set_index("county").loc["桐乡", "per_hundred"] == 0


def test_density_counts_characters_not_line_ends(dispatches, ledger):
    table = figure_density(dispatches, ledger)
    assert table["characters"].tolist() == [len(text.replace("\n", "")) for text in dispatches["text"]]
    assert (table["per_hundred"] * table["characters"] / 100).round().tolist() == table["quantities"].tolist()


def test_levels_and_changes_are_kept_apart(ledger):
    money, changes = level_table(ledger, "money"), change_table(ledger)
    assert set(money["unit"]) == {"元"}
    assert not set(money.index) & set(changes.index)
    assert set(changes["change"]) <= {"up", "down", "flat"}
    assert ledger.loc[money.index, "surface"].tolist() == money["surface"].tolist()


def test_commitments_are_targets_and_plans(ledger):
    assert set(commitment_table(ledger)["status"]) == {"target", "plan"}


def test_targets_are_paired_with_the_actual_figure_of_the_same_thing():
    assert actual_and_target(ROWS, {}).empty, "总产值 is another indicator than 产值"
    pairs = actual_and_target(ROWS, {"总产值": "产值"})
    assert pairs[["county", "actual", "target", "actual_row", "target_row"]].values.tolist() == [["甲", 10.0, 30.0, 0, 2]]


def test_the_pairs_of_the_page(ledger):
    pairs = actual_and_target(ledger, {"规上工业产值": "规模以上工业产值"})
    assert pairs[["indicator", "actual", "target"]].values.tolist() == [
        ["产值", 2e8, 6e8],
        ["规模以上工业产值", 2572e8, 3000e8],
    ]


def test_base_of_growth():
    assert base_of_growth(686.71, 14.3) == pytest.approx(600.796, abs=0.001)
    assert base_of_growth(90, -10) == pytest.approx(100)
    with pytest.raises(ValueError, match="leaves nothing"):
        base_of_growth(5, -100)
