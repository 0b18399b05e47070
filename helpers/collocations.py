"""Words in their company: collocations and concordance lines."""

import unicodedata

import numpy as np
import pandas as pd


def collocations(tokens: pd.DataFrame, window: int = 1, least: int = 2) -> pd.DataFrame:
    """Which words stand together more often than chance would have it?

    A pair is counted when the second word stands at most `window` tokens to the right of the first, in the same sentence.

    Parameters
    ----------
    tokens : pd.DataFrame
        The table of `segment`, or a part of it.
    window : int
        How far to the right to look, in tokens.
    least : int
        Pairs with fewer occurrences are left out: two words that met once prove nothing.

    Returns
    -------
    pd.DataFrame, one row per pair, highest log-Dice first
        `left, right` (str), `frequency` (int64), `expected` (float64, pairs by chance), `pmi` (float64, bits), `log_dice`
        (float64, at most 14), `t` (float64).

    References
    ----------
    Church and Hanks (1990), Computational Linguistics 16(1), 22–29 (PMI); Rychlý (2008), RASLAN, 6–9 (log-Dice);
    Church et al. (1991), in Lexical Acquisition, 115–164 (t).

    Examples
    --------
    >>> tokens = pd.DataFrame({"county": "甲", "sentence_id": [1, 1, 2, 2, 3], "token": ["共同", "富裕", "共同", "富裕", "产业"]})
    >>> collocations(tokens)[["left", "right", "frequency"]].values.tolist()
    [['共同', '富裕', 2]]
    """
    sentences = tokens.groupby(["county", "sentence_id"], sort=False)["token"]
    shifted = [pd.DataFrame({"left": tokens["token"], "right": sentences.shift(-step)}) for step in range(1, window + 1)]
    pairs = pd.concat(shifted).dropna().value_counts(sort=False).rename("frequency").reset_index()
    single = tokens["token"].value_counts()
    f_left, f_right = (pairs[side].map(single).astype("float64") for side in ("left", "right"))
    pairs["expected"] = f_left * f_right * window / len(tokens)
    pairs["pmi"] = np.log2(pairs["frequency"] / pairs["expected"])
    # A word has `window` places to its right, so a pair can meet that many times per occurrence.
    pairs["log_dice"] = 14 + np.log2(2 * pairs["frequency"] / window / (f_left + f_right))
    pairs["t"] = (pairs["frequency"] - pairs["expected"]) / np.sqrt(pairs["frequency"])
    pairs = pairs[pairs["frequency"] >= least]
    return pairs.sort_values(["log_dice", "frequency", "left"], ascending=[False, False, True]).reset_index(drop=True)


def concordance(tokens: pd.DataFrame, word: str, width: int = 10) -> pd.DataFrame:
    """Every occurrence of a word with its neighbours: key word in context (KWIC).

    Parameters
    ----------
    tokens : pd.DataFrame
        The table of `segment`; all tokens, so that the context is whole.
    word : str
        The token to look for.
    width : int
        How much context to show on each side, in Chinese characters.

    Returns
    -------
    pd.DataFrame, one row per occurrence in page order
        `county` (str), `sentence_id` (int64), `left, keyword, right` (str; left and right are padded to the same width on
        the screen, where a Chinese character is two columns wide), `start` (int64, offset into the dispatch's text).

    References
    ----------
    Luhn (1960), American Documentation 11(4), 288–295.

    Examples
    --------
    >>> tokens = pd.DataFrame({"county": "甲", "sentence_id": 1, "token": ["绿色", "发展"], "start": [0, 2]})
    >>> concordance(tokens, "发展", width=3)["left"].tolist()
    ['\u3000绿色']
    """
    rows = []
    for county, group in tokens.groupby("county", sort=False):
        text = "".join(group["token"])
        ends = group["token"].str.len().cumsum().tolist()
        for token, number, start, end in zip(group["token"], group["sentence_id"], group["start"], ends):
            if token == word:
                left = _fit(text[max(0, end - len(word) - 2 * width) : end - len(word)], width, keep_end=True)
                rows.append((county, number, left, word, _fit(text[end : end + 2 * width], width), start))
    return pd.DataFrame(rows, columns=["county", "sentence_id", "left", "keyword", "right", "start"])


def _columns(text: str) -> int:
    """The width of a text on a screen with fixed columns: Chinese characters and their punctuation take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _fit(text: str, width: int, keep_end: bool = False) -> str:
    """Cut and pad a text to `width` Chinese characters; full spaces first, one half space where it is odd."""
    while _columns(text) > 2 * width:
        text = text[1:] if keep_end else text[:-1]
    missing = 2 * width - _columns(text)
    padding = "\u3000" * (missing // 2) + " " * (missing % 2)
    return padding + text if keep_end else text + padding
