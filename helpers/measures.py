"""From tokens to word measures."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

STOP_WORDS = Path(__file__).resolve().parent.parent / "data" / "stop_words.txt"


@lru_cache
def load_stop_words() -> frozenset[str]:
    """The words of `data/stop_words.txt`, without the comment lines.

    Examples
    --------
    >>> "的" in load_stop_words()
    True
    """
    lines = STOP_WORDS.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def content_words(tokens: pd.DataFrame) -> pd.DataFrame:
    """Keep the tokens that say something about a subject.

    Parameters
    ----------
    tokens : pd.DataFrame
        The table of `segment`.

    Returns
    -------
    pd.DataFrame
        The rows of `tokens` whose token has at least two Chinese characters and is no stop word.

    Examples
    --------
    >>> content_words(pd.DataFrame({"token": ["建设", "的", "3", "已经"]}))["token"].tolist()
    ['建设']
    """
    two_characters = tokens["token"].str.fullmatch(r"[\u4e00-\u9fff]{2,}")
    return tokens[two_characters & ~tokens["token"].isin(load_stop_words())]


def word_frequencies(tokens: pd.DataFrame) -> pd.DataFrame:
    """Count words over the page.

    Parameters
    ----------
    tokens : pd.DataFrame
        The table of `segment`, or a part of it.

    Returns
    -------
    pd.DataFrame, one row per type, most frequent first, ties in the order of the page
        `token` (str), `frequency` (int64), `per_thousand` (float64, per thousand tokens of the input),
        `counties` (int64, the number of dispatches that hold the word).

    Examples
    --------
    >>> tokens = pd.DataFrame({"county": ["甲", "甲", "乙"], "token": ["产业", "建设", "产业"]})
    >>> word_frequencies(tokens)[["token", "frequency", "counties"]].values.tolist()
    [['产业', 2, 2], ['建设', 1, 1]]
    """
    counts = tokens.groupby("token", sort=False).agg(frequency=("token", "size"), counties=("county", "nunique"))
    counts.insert(1, "per_thousand", counts["frequency"] / max(len(tokens), 1) * 1000)
    return counts.sort_values("frequency", ascending=False, kind="stable").reset_index()


def tf_idf(tokens: pd.DataFrame) -> pd.DataFrame:
    """Weigh every word of every dispatch by how much it is that dispatch's own.

    tf–idf is the relative frequency of the word in the dispatch times log(N / df): N dispatches,
    df of them with the word. A word that stands in every dispatch weighs nothing.

    Parameters
    ----------
    tokens : pd.DataFrame
        The table of `segment`, or a part of it.

    Returns
    -------
    pd.DataFrame, one row per word and dispatch, heaviest first within each dispatch
        `county, token` (str), `frequency` (int64), `tf, idf, tf_idf` (float64, no unit).

    References
    ----------
    Spärck Jones (1972), Journal of Documentation 28(1), 11–21.

    Examples
    --------
    >>> tokens = pd.DataFrame({"county": ["甲", "甲", "乙"], "token": ["产业", "建设", "产业"]})
    >>> tf_idf(tokens).iloc[0]["token"]
    '建设'
    """
    table = tokens.groupby(["county", "token"], sort=False).size().rename("frequency").reset_index()
    table["tf"] = table["frequency"] / table.groupby("county")["frequency"].transform("sum")
    table["idf"] = np.log(tokens["county"].nunique() / table.groupby("token")["county"].transform("nunique"))
    table["tf_idf"] = table["tf"] * table["idf"]
    page_order = table["county"].map({county: i for i, county in enumerate(tokens["county"].unique())})
    order = table.assign(page_order=page_order).sort_values(["page_order", "tf_idf"], ascending=[True, False], kind="stable")
    return order.drop(columns="page_order").reset_index(drop=True)
