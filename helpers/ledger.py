"""The ledger of a page, and its measure against figures annotated by hand."""

from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd

from helpers.quantities import COLUMNS, quantity_table, read_quantities
from helpers.sentences import split_sentences

CONTEXT = ["bound", "change", "basis", "status", "indicator"]


@dataclass(frozen=True)
class Evaluation:
    """Three tables: `scores` (precision, recall, F1), `by_dimension` (core scores), `accuracy` (columns of matched
    rows), and `errors` (every row that is missing, extra or wrong in a column)."""

    scores: pd.DataFrame
    by_dimension: pd.DataFrame
    accuracy: pd.DataFrame
    errors: pd.DataFrame


def quantity_ledger(dispatches: pd.DataFrame) -> pd.DataFrame:
    """Every numeric expression of a page, one row each, pointing back to its sentence.

    Parameters
    ----------
    dispatches : pd.DataFrame
        The table of `load_report`; `county` and `text` are used.

    Returns
    -------
    pd.DataFrame, in page order
        `county` (str), `sentence_id` (int64), `sentence` (str), then the columns of `extract_quantities`;
        `start, end` are offsets into the dispatch's `text`.

    Examples
    --------
    >>> page = pd.DataFrame({"county": ["甲县"], "text": ["企业241家。增长5.4%。"]})
    >>> quantity_ledger(page)[["sentence_id", "surface", "unit"]].values.tolist()
    [[1, '241家', '家'], [2, '5.4%', '%']]
    """
    rows = [read_quantities(text) for text in dispatches["text"]]
    # One table for the page: a table for each dispatch would take longer than the reading.
    ledger = quantity_table(list(chain.from_iterable(rows)))
    ledger["county"] = np.repeat(dispatches["county"].to_numpy("object"), [len(part) for part in rows])
    sentences = split_sentences(dispatches)
    # The sentence of a row is the last one of its dispatch that begins at or before it.
    place = {county: number for number, county in enumerate(dispatches["county"])}
    step = 1 + max(dispatches["text"].str.len(), default=0)
    begins, rows_at = (
        np.array([place[county] * step + start for county, start in zip(table["county"], table["start"])], dtype="int64")
        for table in (sentences, ledger)
    )
    owner = np.searchsorted(begins, rows_at, side="right") - 1
    joined = ledger.assign(**{column: sentences[column].to_numpy()[owner] for column in ("sentence_id", "sentence")})
    columns = ["county", "sentence_id", "sentence", *COLUMNS]
    return joined[columns].reset_index(drop=True).astype({"county": "str", "sentence_id": "int64", "sentence": "str"})


def _score(found: set, wanted: set) -> dict:
    """Precision, recall and F1 of one set of keys against another."""
    hits = len(found & wanted)
    precision = hits / len(found) if found else 1.0
    recall = hits / len(wanted) if wanted else 1.0
    f1 = 2 * hits / (len(found) + len(wanted)) if found or wanted else 1.0
    return {"gold": len(wanted), "found": len(found), "correct": hits, "precision": precision, "recall": recall, "f1": f1}


def _keys(table: pd.DataFrame, columns: list[str]) -> set:
    """The rows as a set of tuples; numbers rounded so that 33.333 and 100/3 agree, NaN as a word."""
    numbers = table.select_dtypes("number").columns
    rounded = table[columns].assign(**{c: table[c].astype("float64").round(2).astype("str") for c in columns if c in numbers})
    return set(rounded.itertuples(index=False, name=None))


def evaluate(ledger: pd.DataFrame, gold: pd.DataFrame) -> Evaluation:
    """Measure a ledger against gold.

    Parameters
    ----------
    ledger, gold : pd.DataFrame
        Tables with the columns of `extract_quantities` and one that names the text a row is from
        (`county` or `sentence`), the same in both.

    Returns
    -------
    Evaluation
        `scores`: index `span+kind`, `core` (span, kind, value, value_to, unit) and `record` (core and the five
        context columns), with gold, found, correct, precision, recall, f1. `by_dimension`: the core scores per
        dimension. `accuracy`: per context column, of the rows whose core is right. `errors`: one row per
        disagreement with `where, surface, column, gold, found`.
    """
    place = "county" if "county" in gold and "county" in ledger else "sentence"
    ledger, gold = (
        table.assign(**{c: table[c].fillna("").astype("str") for c in ["unit", "dimension", *CONTEXT]}) for table in (ledger, gold)
    )
    span = [place, "start", "end", "kind"]
    core = [*span, "value", "value_to", "unit"]
    parts = {"span+kind": span, "core": core, "record": core + CONTEXT}
    scores = pd.DataFrame({name: _score(_keys(ledger, columns), _keys(gold, columns)) for name, columns in parts.items()}).T
    dimensions = sorted(set(gold["dimension"]) | set(ledger["dimension"]))
    by_dimension = pd.DataFrame(
        {d: _score(_keys(ledger[ledger["dimension"] == d], core), _keys(gold[gold["dimension"] == d], core)) for d in dimensions}
    ).T
    errors = _errors(ledger, gold, place)
    matched = len(_keys(ledger, core) & _keys(gold, core))
    wrong = errors.groupby("column").size()
    accuracy = pd.DataFrame({"rows": matched, "correct": [matched - wrong.get(c, 0) for c in CONTEXT]}, index=CONTEXT)
    return Evaluation(scores, by_dimension, accuracy.assign(accuracy=accuracy["correct"] / max(matched, 1)), errors)


def _errors(ledger: pd.DataFrame, gold: pd.DataFrame, place: str) -> pd.DataFrame:
    """Every disagreement, one row: a missing or an extra expression, or a column that differs."""
    both = gold.merge(ledger, on=[place, "start", "end"], how="outer", suffixes=("_gold", "_found"), indicator=True)
    rows = []
    for record in both.to_dict("records"):
        where, side = record[place], record["_merge"]
        if side != "both":
            column = "missing" if side == "left_only" else "extra"
            key = "gold" if side == "left_only" else "found"
            rows.append((where, record[f"surface_{key}"], column, record["kind_gold"], record["kind_found"]))
            continue
        for column in ["kind", "value", "value_to", "unit"] + CONTEXT:
            wanted, got = record[f"{column}_gold"], record[f"{column}_found"]
            if wanted != got and not (pd.isna(wanted) and pd.isna(got)) and not _close(wanted, got):
                rows.append((where, record["surface_gold"], column, wanted, got))
                if column in ("kind", "value", "value_to", "unit"):
                    break
    return pd.DataFrame(rows, columns=["where", "surface", "column", "gold", "found"])


def _close(first, second) -> bool:
    """Whether two numbers agree to two decimals."""
    return isinstance(first, float) and isinstance(second, float) and round(first, 2) == round(second, 2)
