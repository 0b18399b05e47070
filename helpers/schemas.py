"""What a table must look like; a table that breaks its rules says which row, which column, and where on the page."""

import pandas as pd
import pandera.pandas as pa

from helpers.tables import KINDS


class SchemaError(ValueError):
    """A table that breaks its schema: one sentence per row, with the column and the sentence on the page."""


def _one_of(*values: str) -> pa.Check:
    return pa.Check.isin(values, error=f"one of {', '.join(values)}")


LEDGER = pa.DataFrameSchema(
    {
        "county": pa.Column("str", pa.Check.str_length(min_value=1, error="a county")),
        "sentence_id": pa.Column("int64", pa.Check.ge(1, error="at least 1")),
        "sentence": pa.Column("str"),
        "surface": pa.Column("str", pa.Check.str_length(min_value=1, error="at least one character")),
        "start": pa.Column("int64", pa.Check.ge(0, error="at least 0")),
        "end": pa.Column("int64"),
        "kind": pa.Column("str", _one_of(*KINDS)),
        "value": pa.Column("float64", nullable=True),
        "value_to": pa.Column("float64", nullable=True),
        "unit": pa.Column("str"),
        "dimension": pa.Column("str"),
        "bound": pa.Column("str", _one_of("exact", "about", "over", "under")),
        "change": pa.Column("str", _one_of("level", "up", "down", "flat")),
        "status": pa.Column("str", _one_of("actual", "target", "plan")),
        **{column: pa.Column("str") for column in ("basis", "indicator", "subject", "period")},
    },
    checks=[
        pa.Check(lambda table: table["end"] - table["start"] == table["surface"].str.len(), error="end - start is the length of surface"),
        pa.Check(lambda table: table["value"].notna() | table["kind"].isin(["date", "name"]), error="a value for every quantity, duration and ordinal"),
        pa.Check(lambda table: ~table["unit"].eq("%") | table["change"].ne("level") | table["value"].between(0, 1000), error="a share in per cent from 0 to 1000"),
        pa.Check(lambda table: pd.Series(map(str.__contains__, table["sentence"], table["surface"]), table.index), error="a surface that stands in the sentence"),
    ],
)


def validate_ledger(ledger: pd.DataFrame) -> pd.DataFrame:
    """Check a ledger against its schema.

    Parameters
    ----------
    ledger : pd.DataFrame
        The table of `quantity_ledger`, perhaps changed by hand.

    Returns
    -------
    pd.DataFrame
        The same ledger, if it keeps all rules.

    Raises
    ------
    SchemaError
        If it does not: the row, the column, what was expected, and the sentence on the page.

    Examples
    --------
    >>> from helpers.ledger import quantity_ledger
    >>> page = pd.DataFrame({"county": ["甲县"], "text": ["企业241家。"]})
    >>> len(validate_ledger(quantity_ledger(page)))
    1
    """
    try:
        return LEDGER.validate(ledger, lazy=True)
    except pa.errors.SchemaErrors as error:
        raise SchemaError("\n".join(_explain(ledger, error.failure_cases))) from None


def _explain(ledger: pd.DataFrame, cases: pd.DataFrame) -> list[str]:
    """One sentence for every row and rule that was broken, at most ten."""
    missing = cases.loc[cases["check"] == "column_in_dataframe", "failure_case"]
    if len(missing):
        return [f"the table has no column {', '.join(missing)}; make it with quantity_ledger."]
    told = {}
    for context, column, check, label in zip(cases["schema_context"], cases["column"], cases["check"], cases["index"]):
        row = ledger.loc[label] if label in ledger.index else ledger.iloc[0]
        where = f"row {label}, column {column}" if context == "Column" else f"row {label}"
        told[label, check] = f"{where}: expected {check}; it is “{row['surface']}” in {row['county']}: {row['sentence']}"
    return list(told.values())[:10]
