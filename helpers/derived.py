"""Figures that follow from others: their formula, their error from rounding, and whether they agree."""

import re

import numpy as np
import pandas as pd

from helpers.dates import resolve_dates
from helpers.tables import actual_and_target, base_of_growth

COLUMNS = ["county", "figure", "formula", "value", "low", "high", "unit", "plausible", "rows"]
# A part cannot be more than the whole; an economy seldom halves or doubles within a year.
PLAUSIBLE = {"value-added rate": (0, 100), "yearly growth": (-50, 100)}
# Five months are seldom less than three quarters of their share of a year, or more than four thirds.
SEASONAL = (0.75, 1.33)


def rounding_error(surface: str, value: float) -> float:
    """How far the true value may be from a rounded figure: half a unit of its last digit.

    Parameters
    ----------
    surface : str
        The figure as written: `686.71亿元`.
    value : float
        Its value with the multiplier worked out: 68671000000.

    Returns
    -------
    float
        In the unit of `value`; 0 for figures in Chinese numerals, which are counts as a rule.

    Examples
    --------
    >>> rounding_error("14.3%", 14.3), rounding_error("686.71亿元", 686.71e8), rounding_error("三个", 3.0)
    (0.05, 500000.0, 0.0)
    """
    written = re.search(r"[0-9][0-9,]*(?:\.([0-9]+))?", surface)
    if not written or value == 0:
        return 0.0
    number = float(written[0].replace(",", ""))
    scale = round(abs(value) / number) if number else 1
    return 0.5 * 10.0 ** -len(written[1] or "") * scale


def growth_per_year(start: float, end: float, years: float) -> float:
    """The steady yearly growth that leads from one value to another.

    Parameters
    ----------
    start, end : float
        Positive values in the same unit.
    years : float
        The time between them.

    Returns
    -------
    float
        In per cent a year.

    Examples
    --------
    >>> round(growth_per_year(100, 121, 2), 6)
    10.0
    """
    return ((end / start) ** (1 / years) - 1) * 100


def derive_figures(ledger: pd.DataFrame, issued: str, same_as: dict[str, str]) -> pd.DataFrame:
    """Work out what the figures of a page imply: bases of growth, value-added rates, growth that targets ask for.

    Parameters
    ----------
    ledger : pd.DataFrame
        The table of `quantity_ledger`.
    issued : str
        The day of issue, for the dates: "2022-06-25".
    same_as : dict of str
        Short names of indicators and the long ones they stand for.

    Returns
    -------
    pd.DataFrame, one row per derived figure
        `county, figure, formula` (str), `value, low, high` (float64; the interval holds every value that the rounded
        figures allow), `unit` (str), `plausible` (bool: within what such a figure can be), `rows` (tuple of labels of the
        ledger that it was made from).
    """
    found = [*_bases(ledger), *_value_added(ledger), *_needed_growth(ledger, issued, same_as)]
    return pd.DataFrame([(*row[:-1], _is_plausible(row[1], row[3]), row[-1]) for row in found], columns=COLUMNS)


def _is_plausible(figure: str, value: float) -> bool:
    limits = [limit for name, limit in PLAUSIBLE.items() if name in figure]
    return all(low <= value <= high for low, high in limits)


def _interval(ledger: pd.DataFrame, label) -> tuple[float, float]:
    """The smallest and the largest value that rounds to a figure."""
    row = ledger.loc[label]
    error = rounding_error(row["surface"], row["value"])
    return row["value"] - error, row["value"] + error


def _nearest(rows: pd.DataFrame, others: pd.DataFrame, key: list[str], suffixes: tuple[str, str]) -> pd.DataFrame:
    """Each row beside the one of the others that stands nearest to it, of the same thing; a page may repeat its figures."""
    rows, others = (table.assign(at=table["label"]) for table in (rows, others))
    pairs = pd.merge_asof(rows, others, on="at", by=key, direction="nearest", suffixes=suffixes)
    found = pairs.dropna(subset=[f"label{suffix}" for suffix in suffixes])
    return found.astype({f"label{suffix}": "int64" for suffix in suffixes})


def _bases(ledger: pd.DataFrame):
    """A level and its growth rate imply the value a year before."""
    key = ["county", "indicator", "period", "subject"]
    exact = ledger[(ledger["kind"] == "quantity") & (ledger["status"] == "actual") & (ledger["indicator"] != "")]
    levels = exact[(exact["change"] == "level") & (exact["unit"] != "%") & (exact["value"] > 0)].reset_index(names="label")
    rates = exact[exact["change"].isin(["up", "down"]) & (exact["unit"] == "%") & (exact["basis"] == "同比")].reset_index(names="label")
    for pair in _nearest(rates, levels, key, ("_rate", "")).itertuples():
        sign = 1 if pair.change_rate == "up" else -1
        (low, high), (slow, fast) = _interval(ledger, pair.label), _interval(ledger, pair.label_rate)
        # A fall to nothing says nothing about what was there before.
        if min(sign * slow, sign * fast) <= -100:
            continue
        ends = [base_of_growth(v, sign * r) for v in (low, high) for r in (slow, fast)]
        value = base_of_growth(pair.value, sign * pair.value_rate)
        figure = f"{pair.indicator}, {pair.period}, a year before"
        formula = f"{pair.surface} / (1 {'+' if sign > 0 else '-'} {pair.surface_rate})"
        yield pair.county, figure, formula, value, min(ends), max(ends), pair.unit, (pair.label, pair.label_rate)


def _value_added(ledger: pd.DataFrame):
    """Value added and output of the same time and place imply a value-added rate."""
    key = ["county", "period", "subject", "unit"]
    levels = ledger[(ledger["kind"] == "quantity") & (ledger["change"] == "level") & (ledger["unit"] == "元") & (ledger["value"] > 0)].reset_index(names="label")
    added = levels[levels["indicator"].str.endswith("增加值")]
    output = levels[levels["indicator"].str.endswith("产值")]
    for pair in _nearest(added, output, key, ("", "_output")).itertuples():
        (low, high), (small, large) = _interval(ledger, pair.label), _interval(ledger, pair.label_output)
        value = pair.value / pair.value_output * 100
        formula = f"{pair.surface} / {pair.surface_output}"
        yield pair.county, f"value-added rate, {pair.period}", formula, value, low / large * 100, high / small * 100, "%", (pair.label, pair.label_output)


def _needed_growth(ledger: pd.DataFrame, issued: str, same_as: dict[str, str]):
    """A target, an actual figure of a whole year and their dates imply a yearly growth."""
    dates = resolve_dates(ledger, issued)
    for pair in actual_and_target(ledger, same_as).itertuples():
        from_year, to_year = (dates.loc[row, "date_to"] for row in (pair.actual_row, pair.target_row))
        whole = dates.loc[pair.actual_row, "date_to"] - dates.loc[pair.actual_row, "date_from"] > pd.Timedelta(days=360)
        if pd.isna(from_year) or pd.isna(to_year) or not whole or to_year.year <= from_year.year:
            continue
        years = to_year.year - from_year.year
        (low, high), (near, far) = _interval(ledger, pair.actual_row), _interval(ledger, pair.target_row)
        # Nothing grows from nothing or from a loss at a steady rate.
        if low <= 0 or near <= 0:
            continue
        surfaces = ledger.loc[[pair.actual_row, pair.target_row], "surface"].tolist()
        figure = f"{pair.indicator}, yearly growth {from_year.year}–{to_year.year}"
        formula = f"({surfaces[1]} / {surfaces[0]}) ** (1 / {years}) - 1"
        ends = growth_per_year(high, near, years), growth_per_year(low, far, years)
        yield pair.county, figure, formula, growth_per_year(pair.actual, pair.target, years), *ends, "%", (pair.actual_row, pair.target_row)


def check_plausibility(ledger: pd.DataFrame, issued: str) -> pd.DataFrame:
    """Compare figures with one another: does what part of a year implies fit what is said of a whole year?

    The base of a growth rate over the first n months of a year is set against the figure for that whole year before. Nothing
    is repaired; a pair that does not fit is shown.

    Parameters
    ----------
    ledger : pd.DataFrame
        The table of `quantity_ledger`.
    issued : str
        The day of issue.

    Returns
    -------
    pd.DataFrame, one row per comparison
        `county, indicator` (str), `part, whole` (float64, in their unit), `share, expected` (float64, of the year),
        `fits` (bool: the share is between 0.75 and 1.33 times the expected one), `rows` (tuple of labels of the ledger).
    """
    dates = resolve_dates(ledger, issued)
    days = (dates["date_to"] - dates["date_from"]).dt.days + 1
    rows = []
    for county, figure, _, value, _, _, unit, labels in _bases(ledger):
        level = ledger.loc[labels[0]]
        before = dates["date_to"].dt.year == dates.loc[labels[0], "date_to"].year - 1
        same = (ledger["county"] == county) & (ledger["indicator"] == level["indicator"]) & (ledger["unit"] == unit)
        for label in ledger.index[same & before & (days > 360) & (ledger["change"] == "level")]:
            share, expected = value / ledger.loc[label, "value"], days[labels[0]] / 365
            fits = bool(SEASONAL[0] <= share / expected <= SEASONAL[1])
            rows.append((county, level["indicator"], value, ledger.loc[label, "value"], share, expected, fits, (*labels, label)))
    columns = ["county", "indicator", "part", "whole", "share", "expected", "fits", "rows"]
    return pd.DataFrame(rows, columns=columns).astype({"part": np.float64, "whole": np.float64})
