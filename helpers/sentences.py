"""From dispatches to sentences."""

import re

import pandas as pd

COLUMNS = ["county", "sentence_id", "sentence", "start", "end"]

# A sentence runs to its full stop and takes closing quotation marks and brackets along. What has no full stop for a
# thousand characters is no sentence: it is cut at its last comma, or anywhere.
INSIDE = r"[^\n。！？!?…]"
SENTENCE = re.compile(
    rf"{INSIDE}{{0,1000}}(?:(?:[。！？!?]|…+)+[”’」』）)》]*|(?=\n|$)|$)|{INSIDE}{{1,999}}[,，;；、 ]|{INSIDE}{{1,1000}}"
)


def split_sentences(dispatches: pd.DataFrame) -> pd.DataFrame:
    """Split every dispatch into sentences.

    A sentence ends at 。 ! ? or …… (half or full width) with the closing marks that follow, and at the
    end of a paragraph. After a thousand characters without one of these it is cut at a comma.

    Parameters
    ----------
    dispatches : pd.DataFrame
        The table of `load_report`; `county` and `text` are used.

    Returns
    -------
    pd.DataFrame, one row per sentence in page order
        `county` (str), `sentence_id` (int64, from 1 in each dispatch), `sentence` (str), `start, end`
        (int64, offsets into the dispatch's `text`: `text[start:end] == sentence`).

    Examples
    --------
    >>> page = pd.DataFrame({"county": ["甲县"], "text": ["企业241家。增长5.4%!"]})
    >>> split_sentences(page)["sentence"].tolist()
    ['企业241家。', '增长5.4%!']
    """
    rows = []
    for county, text in zip(dispatches["county"], dispatches["text"]):
        spans = [match.span() for match in SENTENCE.finditer(text) if match.group().strip()]
        rows += [(county, number, text[start:end], start, end) for number, (start, end) in enumerate(spans, start=1)]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype({"county": "str", "sentence_id": "int64", "sentence": "str", "start": "int64", "end": "int64"})
