"""The marked page: a text with its figures coloured by kind, and the way back from a row to its sentence."""

from html import escape

import pandas as pd
from IPython.display import HTML

# Okabe and Ito's colours, light enough to read through, and a line under the text as a second cue for
# readers who do not see the colour and for printers that have none.
STYLES = {
    "quantity": ("#fbe3b5", "solid", "#b36b00"),
    "duration": ("#d5ecf8", "dashed", "#0072b2"),
    "date": ("#cdeee3", "dotted", "#00795a"),
    "ordinal": ("#f3dce9", "double", "#a3467e"),
    "name": ("#ececec", "wavy", "#555555"),
}
TOOLTIP = ["kind", "value", "value_to", "unit", "dimension", "bound", "change", "basis", "status", "indicator", "subject", "period"]


def style_of(kind: str) -> str:
    """The inline style of one kind; it prints with its colour and needs no style sheet."""
    back, line, colour = STYLES.get(kind, STYLES["name"])
    return (
        f"background:{back};color:#000;text-decoration:underline {line} {colour} 2px;text-underline-offset:3px;"
        "print-color-adjust:exact;-webkit-print-color-adjust:exact"
    )


def record_of(row: pd.Series) -> str:
    """A record in one line, without its empty columns: `kind quantity · value 14.3 · unit %`."""
    parts = []
    for column in TOOLTIP:
        value = row.get(column, "")
        if isinstance(value, float):
            value = "" if pd.isna(value) else f"{value:.15g}"
        if value != "":
            parts.append(f"{column} {value}")
    return " · ".join(parts)


def mark(surface: str, row: pd.Series) -> str:
    """One expression as a safe `<mark>` element with its record as tooltip."""
    kind = str(row.get("kind", "quantity"))
    return f'<mark style="{style_of(kind)}" title="{escape(record_of(row))}">{escape(surface)}</mark>'


def legend() -> str:
    """One marked sample for each kind."""
    samples = (f'<mark style="{style_of(kind)}">{kind}</mark>' for kind in STYLES)
    return f'<p style="margin:0 0 .5em">{" ".join(samples)}</p>'


def highlight(text: str, quantities: pd.DataFrame) -> HTML:
    """Show a text with every numeric expression marked by kind, its record in the tooltip.

    Parameters
    ----------
    text : str
        The text that was read.
    quantities : pd.DataFrame
        `extract_quantities(text)`, or the rows of one dispatch's ledger; `start, end` must lie in `text`.

    Returns
    -------
    IPython.display.HTML
        Safe HTML: all text is escaped, styles are inline, there is no script. Paragraphs stay paragraphs.

    Raises
    ------
    ValueError
        If a row does not fit the text.

    Examples
    --------
    >>> from helpers.quantities import extract_quantities
    >>> "&lt;b&gt;" in highlight("<b>增长5.4%", extract_quantities("<b>增长5.4%")).data
    True
    """
    pieces, position = [], 0
    for _, row in quantities.sort_values("start").iterrows():
        start, end = int(row["start"]), int(row["end"])
        if start < position or text[start:end] != row["surface"]:
            raise ValueError(f"Row {row['surface']!r} at {start} does not fit this text: pass the text the table was made from.")
        pieces += [escape(text[position:start]), mark(text[start:end], row)]
        position = end
    body = "".join([*pieces, escape(text[position:])]).replace("\n", "</p><p>")
    return HTML(f'<div lang="zh" style="line-height:1.9;max-width:46em">{legend()}<p>{body}</p></div>')


def _offset(ledger: pd.DataFrame, row: pd.Series) -> int:
    """Where in its sentence a row stands; the other rows of the sentence tell equal surfaces apart."""
    sentence = row["sentence"]
    others = ledger[(ledger["county"] == row["county"]) & (ledger["sentence_id"] == row["sentence_id"])]
    places = [place for place in range(len(sentence)) if sentence.startswith(row["surface"], place)]
    for place in places:
        shift = row["start"] - place
        if all(sentence[s - shift : e - shift] == surface and s >= shift for surface, s, e in zip(others["surface"], others["start"], others["end"])):
            return place
    return places[0]


def trace(ledger: pd.DataFrame, row_label) -> HTML:
    """Walk from a row of the ledger back to its sentence, the expression marked.

    Parameters
    ----------
    ledger : pd.DataFrame
        The table of `quantity_ledger`, or any selection of its rows.
    row_label : label of the index
        The row to trace.

    Returns
    -------
    IPython.display.HTML
        County and sentence number, the sentence with the expression marked, and the record.

    Raises
    ------
    KeyError
        If the ledger has no such row.

    Examples
    --------
    >>> from helpers.ledger import quantity_ledger
    >>> page = pd.DataFrame({"county": ["甲县"], "text": ["企业241家。增长5.4%。"]})
    >>> "甲县 · sentence 2" in trace(quantity_ledger(page), 1).data
    True
    """
    if row_label not in ledger.index:
        raise KeyError(f"The ledger has no row {row_label!r}; its rows are {ledger.index.min()} to {ledger.index.max()}.")
    row = ledger.loc[row_label]
    sentence, surface, start = row["sentence"], row["surface"], _offset(ledger, row)
    body = escape(sentence[:start]) + mark(surface, row) + escape(sentence[start + len(surface) :])
    where = f"{escape(str(row['county']))} · sentence {row['sentence_id']}"
    return HTML(f'<div lang="zh" style="line-height:1.9;max-width:46em"><b>{where}</b><p>{body}</p><small>{escape(record_of(row))}</small></div>')
