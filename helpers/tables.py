"""From the ledger to metric tables: one table for one question."""

import pandas as pd

KINDS = ["quantity", "duration", "ordinal", "date", "name"]
SHOWN = ["county", "subject", "indicator", "surface", "value", "unit", "bound", "status", "period", "sentence_id"]


def count_kinds(dispatches: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """How many numeric expressions of each kind every dispatch holds.

    Parameters
    ----------
    dispatches, ledger : pd.DataFrame
        The tables of `load_report` and `quantity_ledger`.

    Returns
    -------
    pd.DataFrame, one row per dispatch in page order
        `county` (str), `quantity, duration, ordinal, date, name, total` (int64).
    """
    counts = pd.crosstab(ledger["county"], ledger["kind"])
    counts = counts.reindex(index=dispatches["county"], columns=KINDS, fill_value=0)
    counts.columns.name = None
    return counts.assign(total=counts.sum(axis=1)).astype("int64").reset_index()


def figure_density(dispatches: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """How densely every dispatch is written in quantities.

    Parameters
    ----------
    dispatches, ledger : pd.DataFrame
        The tables of `load_report` and `quantity_ledger`.

    Returns
    -------
    pd.DataFrame, one row per dispatch in page order
        `county` (str), `characters, quantities` (int64), `per_hundred` (float64, quantities per
        hundred characters of text).
    """
    characters = dispatches["text"].str.replace("\n", "").str.len().astype("int64")
    quantities = count_kinds(dispatches, ledger)["quantity"]
    table = pd.DataFrame({"county": dispatches["county"], "characters": characters, "quantities": quantities})
    return table.assign(per_hundred=table["quantities"] / table["characters"] * 100)


def level_table(ledger: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """All levels of one dimension: amounts that may be compared, because they share a unit.

    Parameters
    ----------
    ledger : pd.DataFrame
        The table of `quantity_ledger`.
    dimension : str
        For example "money" or "count".

    Returns
    -------
    pd.DataFrame, one row per quantity, in page order
        `county, subject, indicator, surface, value, unit, bound, status, period, sentence_id` as in the ledger;
        the index is that of the ledger, so that a row can be traced.
    """
    wanted = (ledger["kind"] == "quantity") & (ledger["change"] == "level") & (ledger["dimension"] == dimension)
    return ledger.loc[wanted, SHOWN]


def change_table(ledger: pd.DataFrame) -> pd.DataFrame:
    """All numbers that measure a change: growth rates, multiples, percentage points.

    Parameters
    ----------
    ledger : pd.DataFrame
        The table of `quantity_ledger`.

    Returns
    -------
    pd.DataFrame, one row per change, in page order
        The columns of `level_table` and `change, basis`; the index is that of the ledger.
    """
    return ledger.loc[ledger["change"] != "level", [*SHOWN, "change", "basis"]]


def commitment_table(ledger: pd.DataFrame) -> pd.DataFrame:
    """All quantities that are promised or planned, not yet reached.

    Parameters
    ----------
    ledger : pd.DataFrame
        The table of `quantity_ledger`.

    Returns
    -------
    pd.DataFrame, one row per commitment, in page order
        The columns of `level_table`; the index is that of the ledger.
    """
    return ledger.loc[ledger["status"].isin(["target", "plan"]), SHOWN]


def actual_and_target(ledger: pd.DataFrame, same_as: dict[str, str]) -> pd.DataFrame:
    """Pair every target with the latest actual figure for the same thing before it.

    Parameters
    ----------
    ledger : pd.DataFrame
        The table of `quantity_ledger`.
    same_as : dict of str
        Short names of indicators and the long names they stand for ({"规上工业产值": "规模以上工业产值"}).

    Returns
    -------
    pd.DataFrame, one row per pair, in page order
        `county, indicator, unit` (str), `actual, target` (float64, in that unit), `actual_period, target_period` (str),
        `actual_row, target_row` (int64, their labels in the ledger). Compare the periods before the values.

    Examples
    --------
    >>> actual_and_target(pd.DataFrame(columns=["county", "indicator", "unit", "value", "period", "kind", "status", "change"]), {}).empty
    True
    """
    levels = ledger[(ledger["kind"] == "quantity") & (ledger["change"] == "level") & (ledger["indicator"] != "")]
    levels = levels.assign(indicator=levels["indicator"].replace(same_as), row=levels.index)
    key = ["county", "indicator", "unit"]
    actual = levels[levels["status"] == "actual"].rename(columns={"value": "actual", "period": "actual_period", "row": "actual_row"})
    target = levels[levels["status"] == "target"].rename(columns={"value": "target", "period": "target_period", "row": "target_row"})
    # The latest actual figure that stands before the target.
    actual, target = actual.assign(at=actual["actual_row"]), target.assign(at=target["target_row"])
    names = ["actual", "actual_period", "actual_row", "at"]
    pairs = pd.merge_asof(target[[*key, "target", "target_period", "target_row", "at"]], actual[[*key, *names]], on="at", by=key)
    pairs = pairs.dropna(subset="actual_row").astype({"actual_row": "int64"})
    columns = [*key, "actual", "actual_period", "target", "target_period", "actual_row", "target_row"]
    return pairs[columns].reset_index(drop=True)


def base_of_growth(value: float, percent: float) -> float:
    """What a value was before it grew by so many per cent.

    Parameters
    ----------
    value : float
        The new value, in any unit.
    percent : float
        The growth rate, in per cent of the old value; negative for a fall.

    Returns
    -------
    float
        The old value, in the unit of `value`.

    Raises
    ------
    ValueError
        If the rate is -100 % or less: nothing, or less than nothing, would be left.

    Examples
    --------
    >>> round(base_of_growth(110, 10), 6)
    100.0
    """
    if percent <= -100:
        raise ValueError(f"a fall of {-percent:g} % leaves nothing to compute a base from")
    return value / (1 + percent / 100)
