"""From tokens to word measures: how often, how varied, how typical, how spread."""

from functools import lru_cache

import numpy as np
import pandas as pd

from helpers.data import read_list


@lru_cache
def load_stop_words() -> frozenset[str]:
    """The words of `data/stop_words.txt`, without the comment lines.

    Examples
    --------
    >>> "的" in load_stop_words()
    True
    """
    return frozenset(read_list("stop_words.txt"))


def content_words(tokens: pd.DataFrame, stop_words: frozenset[str] | None = None) -> pd.DataFrame:
    """Keep the tokens that say something about a subject.

    Parameters
    ----------
    tokens : pd.DataFrame
        The table of `segment`.
    stop_words : set of str, optional
        Another stop list than `data/stop_words.txt`.

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
    return tokens[two_characters & ~tokens["token"].isin(load_stop_words() if stop_words is None else stop_words)]


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


def type_token_ratio(tokens: pd.DataFrame, window: int = 50) -> pd.DataFrame:
    """How varied is the vocabulary of every dispatch?

    The type–token ratio falls with the length of a text, so texts of different lengths cannot be compared by it.
    MATTR, its moving average over windows of equal length, can.

    Parameters
    ----------
    tokens : pd.DataFrame
        The table of `segment`, or a part of it.
    window : int
        Length of the windows in tokens.

    Returns
    -------
    pd.DataFrame, one row per dispatch in page order
        `county` (str), `tokens, types` (int64), `ttr, mattr` (float64, 0 to 1; `mattr` is NaN for a text
        shorter than the window).

    References
    ----------
    Covington and McFall (2010), Journal of Quantitative Linguistics 17(2), 94–100.

    Examples
    --------
    >>> tokens = pd.DataFrame({"county": ["甲"] * 4, "token": ["产业", "产业", "建设", "治理"]})
    >>> type_token_ratio(tokens, window=2).values.tolist()
    [['甲', 4, 3, 0.75, 0.8333333333333334]]
    """
    rows = []
    for county, group in tokens.groupby("county", sort=False):
        words = group["token"].tolist()
        windows = [len(set(words[i : i + window])) / window for i in range(len(words) - window + 1)]
        mattr = float(np.mean(windows)) if windows else np.nan
        rows.append((county, len(words), len(set(words)), len(set(words)) / len(words), mattr))
    return pd.DataFrame(rows, columns=["county", "tokens", "types", "ttr", "mattr"])


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
    # Where all weights are nothing, on a page of one dispatch, the most frequent words come first.
    keys = {"page_order": True, "tf_idf": False, "frequency": False}
    order = table.assign(page_order=page_order).sort_values([*keys], ascending=[*keys.values()], kind="stable")
    return order.drop(columns="page_order").reset_index(drop=True)


def similarity(weights: pd.DataFrame) -> pd.DataFrame:
    """How alike are the vocabularies of two dispatches? Cosine of their tf–idf vectors.

    Parameters
    ----------
    weights : pd.DataFrame
        The table of `tf_idf`.

    Returns
    -------
    pd.DataFrame of float64, counties by counties in page order
        0 (no word in common that is not in all dispatches) to 1 (the same proportions).

    References
    ----------
    Salton, Wong and Yang (1975), Communications of the ACM 18(11), 613–620.

    Examples
    --------
    >>> words = pd.DataFrame({"county": ["甲", "乙", "丙"], "token": ["产业", "产业", "治理"]})
    >>> similarity(tf_idf(words)).loc["甲"].round(2).tolist()
    [1.0, 1.0, 0.0]
    """
    vectors = weights.pivot(index="county", columns="token", values="tf_idf").fillna(0)
    vectors = vectors.loc[weights["county"].unique()]
    lengths = np.sqrt((vectors**2).sum(axis=1)).replace(0, np.nan)
    unit = vectors.div(lengths, axis=0)
    table = unit @ unit.T
    return table.rename_axis(index=None, columns=None)


def keyness(a: pd.Series, b: pd.Series) -> pd.DataFrame:
    """Which words does corpus `a` use more, or less, than corpus `b`?

    G² says how surely the two differ; it grows with the size of the corpora. The log ratio says by how much: one
    more is twice as frequent. Read both, and the interval.

    Parameters
    ----------
    a, b : pd.Series of int, indexed by word
        Frequencies. Words missing from one corpus count as 0 there.

    Returns
    -------
    pd.DataFrame, indexed by word, from most to least key
        `a, b` (int64, frequencies), `g2` (float64, nats doubled; 3.84 is the 5 % point for one word), `log_ratio,
        low, high` (float64, binary logarithm of the ratio of relative frequencies and its 95 % interval; a zero
        counts as one half).

    Raises
    ------
    ValueError
        If a corpus is empty.

    References
    ----------
    Dunning (1993), Computational Linguistics 19(1), 61–74; Hardie (2014), Log Ratio, CASS; the interval is that of
    a relative risk, Katz et al. (1978), Biometrics 34(3), 469–474.

    Examples
    --------
    >>> keyness(pd.Series({"产业": 3, "的": 5}), pd.Series({"的": 9})).index[0]
    '产业'
    """
    if a.sum() == 0 or b.sum() == 0:
        raise ValueError("a corpus is empty; keyness compares two corpora that have words")
    table = pd.DataFrame({"a": a, "b": b}).fillna(0).astype("int64")
    total = np.array([a.sum(), b.sum()], dtype="float64")
    with_word = table[["a", "b"]].to_numpy(dtype="float64")
    observed = np.stack([with_word, total - with_word])
    expected = observed.sum(axis=2, keepdims=True) * total / total.sum()
    # x·log x goes to 0 with x: a cell without occurrences adds nothing.
    table["g2"] = 2 * (observed * np.log(np.divide(observed, expected, out=np.ones_like(observed), where=observed > 0))).sum(axis=(0, 2))
    count = np.maximum(with_word, 0.5)
    table["log_ratio"] = np.log2((count[:, 0] / total[0]) / (count[:, 1] / total[1]))
    error = 1.96 * np.sqrt((1 / count - 1 / total).sum(axis=1)) / np.log(2)
    table["low"], table["high"] = table["log_ratio"] - error, table["log_ratio"] + error
    return table.rename_axis("token").sort_values("g2", ascending=False, kind="stable")


def dispersion(tokens: pd.DataFrame) -> pd.DataFrame:
    """Is a word spread over the dispatches as their lengths would have it, or heaped up in one?

    Parameters
    ----------
    tokens : pd.DataFrame
        The table of `segment`, or a part of it; each county is a part of the corpus.

    Returns
    -------
    pd.DataFrame, one row per type, most frequent first
        `token` (str), `frequency, counties` (int64), `dp, dp_norm` (float64; 0 is spread evenly, 1 all in one
        place; DPnorm reaches 1 whatever the sizes of the parts).

    References
    ----------
    Gries (2008), International Journal of Corpus Linguistics 13(4), 403–437; Lijffijt and Gries (2012), ibid. 17(1), 147–149.

    Examples
    --------
    >>> tokens = pd.DataFrame({"county": ["甲", "甲", "乙", "乙"], "token": ["产业", "建设", "产业", "治理"]})
    >>> dispersion(tokens)["dp_norm"].tolist()
    [0.0, 1.0, 1.0]
    """
    counts = pd.crosstab(tokens["token"], tokens["county"])
    parts = counts.sum(axis=0) / len(tokens)
    shares = counts.div(counts.sum(axis=1), axis=0)
    dp = (shares - parts).abs().sum(axis=1) / 2
    order = word_frequencies(tokens)[["token", "frequency", "counties"]]
    largest = 1 - parts.min()
    return order.assign(dp=order["token"].map(dp), dp_norm=order["token"].map(dp) / (largest if largest > 0 else np.nan))
