"""From sentences to tokens: segmentation with jieba, and its measure against a cut by hand."""

import logging
import re
import warnings
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

import pandas as pd

from helpers.data import read_list
from helpers.fast import fast_cutter

with warnings.catch_warnings():
    # jieba 0.42.1 trips two warnings of newer Pythons while it is imported; neither concerns the reader.
    warnings.simplefilter("ignore")
    import jieba
    import jieba.posseg

jieba.setLogLevel(logging.WARNING)

COLUMNS = ["county", "sentence_id", "token", "pos", "start", "end"]
# Codes, numbers with their multipliers, per cents, days and months, and …… are one word each:
# rules R15 to R17, R20 and R38 of data/gold/segmentation_rules.md.
ONE_WORD = re.compile(r"[0-9A-Za-z]+(?:[.+][0-9A-Za-z]+)*(?:[万亿]+|%|[年月日](?!度))?|……")


def dictionary_entries() -> list[tuple[str, int, str]]:
    """The project dictionary: word, frequency, tag. Frequency 0 forbids a word: it is cut into its parts.

    Examples
    --------
    >>> ("双示范", 20000, "nz") in dictionary_entries()
    True
    """
    entries = [line.split() for line in read_list("user_dict.txt")]
    return [(word, int(frequency), tag) for word, frequency, tag in entries]


@lru_cache
def forbidden_words() -> frozenset[str]:
    """The words that the project dictionary forbids."""
    return frozenset(word for word, frequency, _ in dictionary_entries() if frequency == 0)


@lru_cache
def _tagger(dictionary: bool) -> jieba.posseg.POSTokenizer:
    """A tokenizer of our own, so that the global one of jieba stays as it is.

    Its word list is read from the package, not from the cache file in the shared temp folder:
    a wrong cache would be used without a word.
    """
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word, frequency, tag in dictionary_entries() if dictionary else []:
        if frequency:
            tokenizer.add_word(word, frequency, tag)
        else:
            # Not add_word: with frequency 0 it would change the splitting of every other tokenizer, too.
            tokenizer.FREQ[word] = 0
    return jieba.posseg.POSTokenizer(tokenizer)


@lru_cache
def _cutter(dictionary: bool, fast: bool) -> Callable:
    """A function `cut(text, hmm)` that gives (token, part of speech)."""
    tagger = _tagger(dictionary)
    if fast:
        return fast_cutter(tagger, dictionary_entries() if dictionary else [])
    return lambda text, hmm: ((token, pos) for token, pos in tagger.cut(text, HMM=hmm))


def general_frequencies() -> pd.Series:
    """How often words occur in general Chinese: the counts of jieba's own dictionary.

    They come from several corpora that jieba does not name in detail, newspapers among them; words of the last
    ten years are missing. Good enough to see what is unusual on a page, not to measure how much.

    Returns
    -------
    pd.Series of int64, indexed by word
        Occurrences; the total is about sixty million.

    Examples
    --------
    >>> int(general_frequencies()["发展"]) > 1000
    True
    """
    tokenizer = _tagger(False).tokenizer
    counts = {word: tokenizer.FREQ[word] for word in known_words(dictionary=False)}
    return pd.Series(counts, name="frequency", dtype="int64").sort_index()


def segment(
    sentences: pd.DataFrame, dictionary: bool = True, hmm: bool = True, keep: pd.DataFrame | None = None, fast: bool = False
) -> pd.DataFrame:
    """Cut sentences into words.

    Parameters
    ----------
    sentences : pd.DataFrame
        The table of `split_sentences`.
    dictionary : bool
        Whether to use the project dictionary `data/user_dict.txt` besides jieba's own, and to keep
        codes and numbers whole.
    hmm : bool
        Whether jieba may guess words that stand in no dictionary.
    keep : pd.DataFrame, optional
        Expressions that stay whole, for example the ledger: `county, start, end` are used. Their tokens are
        tagged `m`, a number.
    fast : bool
        Whether rjieba looks the words up: the same tokens and tags, several times faster, for archives.

    Returns
    -------
    pd.DataFrame, one row per token in page order; the tokens of a sentence join to the sentence
        `county` (str), `sentence_id` (int64), `token` (str), `pos` (str, part of speech in jieba's tag set),
        `start, end` (int64, offsets into the dispatch's `text`: `text[start:end] == token`).

    References
    ----------
    jieba 0.42.1: dictionary, shortest path by word frequency, and a hidden Markov model for unknown words.

    Examples
    --------
    >>> page = pd.DataFrame({"county": ["嘉善"], "sentence_id": [1], "sentence": ["“双示范”建设"], "start": [0]})
    >>> segment(page)["token"].tolist()
    ['“', '双示范', '”', '建设']
    """
    cut = _cutter(dictionary, fast)
    forbidden = forbidden_words() if dictionary else frozenset()
    whole = {county: rows.sort_values("start") for county, rows in keep.groupby("county")} if keep is not None else {}
    spans = {county: list(zip(rows["start"], rows["end"])) for county, rows in whole.items()}
    rows = []
    for county, number, sentence, offset in zip(
        sentences["county"], sentences["sentence_id"], sentences["sentence"], sentences["start"]
    ):
        inside = _inside(spans.get(county, []), offset, len(sentence))
        if dictionary:
            inside = _with_codes(sentence, inside)
        for token, pos in _cut(cut, sentence, inside, hmm, forbidden):
            rows.append((county, number, token, pos, offset, offset + len(token)))
            offset += len(token)
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype({"county": "str", "sentence_id": "int64", "token": "str", "pos": "str", "start": "int64", "end": "int64"})


def _inside(spans: list[tuple[int, int]], offset: int, length: int) -> list[tuple[int, int]]:
    """The sorted spans that begin in a sentence, counted from its start."""
    first, after = bisect_left(spans, (offset,)), bisect_left(spans, (offset + length,))
    return [(start - offset, min(end - offset, length)) for start, end in spans[first:after]]


def _with_codes(sentence: str, inside: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans and, where they leave room, codes and numbers that stay whole; an expression that the reader keeps wins."""
    codes = [match.span() for match in ONE_WORD.finditer(sentence)]
    # Sorted by end, a code can only touch the span before it and the one after it.
    ends = [end for _, end in inside]
    free = []
    for start, end in codes:
        after = bisect_left(ends, start + 1)
        if after == len(inside) or end <= inside[after][0]:
            free.append((start, end))
    return sorted(inside + free)


def _cut(cut: Callable, sentence: str, inside: list[tuple[int, int]], hmm: bool, forbidden: frozenset[str]):
    """Tokens and tags of one sentence; the spans in `inside` stay whole."""
    position = 0
    for start, end in [*inside, (len(sentence), len(sentence))]:
        for token, pos in cut(sentence[position:start], hmm):
            # The guess for unknown words knows no dictionary and may bring a forbidden word back.
            yield from cut(token, False) if token in forbidden else [(token, pos)]
        if start < end:
            yield sentence[start:end], "m"
        position = end


def known_words(dictionary: bool = True) -> set[str]:
    """The words that stand in jieba's dictionary, and with `dictionary` in the project's.

    Examples
    --------
    >>> "双示范" in known_words(), "双示范" in known_words(dictionary=False)
    (True, False)
    """
    return {word for word, count in _tagger(dictionary).tokenizer.FREQ.items() if count > 0}


def read_cuts(path: str | Path) -> list[list[str]]:
    """Sentences cut by hand: one a line, the words separated by spaces.

    Returns
    -------
    list of list of str

    Examples
    --------
    >>> read_cuts("data/gold/segmentation.txt")[0][:3]
    ['“', '双示范', '”']
    """
    return [line.split(" ") for line in Path(path).read_text("utf-8").splitlines()]


def word_spans(words: list[str]) -> set[tuple[int, int]]:
    """Where each word of a cut begins and ends.

    Examples
    --------
    >>> sorted(word_spans(["双示范", "建设"]))
    [(0, 3), (3, 5)]
    """
    ends = list(accumulate(map(len, words)))
    return set(zip([0, *ends], ends))


def score_segmentation(found: list[list[str]], gold: list[list[str]], known: set[str]) -> pd.Series:
    """Precision, recall and F1 of words, as in the SIGHAN bakeoffs.

    Parameters
    ----------
    found, gold : list of list of str
        The words of each sentence: the cut to be measured, and the cut by hand.
    known : set of str
        The segmenter's dictionary; recall is also given for words that are not in it.

    Returns
    -------
    pd.Series of float64
        `precision, recall, f1`, `oov_recall` (NaN if every word is known) and `oov_share`, the share of the words
        by hand that are not in the dictionary.

    Raises
    ------
    ValueError
        If a sentence is not the same text in both cuts.

    References
    ----------
    Sproat and Emerson (2003), The first international Chinese word segmentation bakeoff.

    Examples
    --------
    >>> float(score_segmentation([["让惠", "企", "政策"]], [["让", "惠企", "政策"]], {"让", "政策"})["f1"].round(3))
    0.333
    """
    right = n_found = n_gold = unknown = unknown_right = 0
    for ours, theirs in zip(found, gold, strict=True):
        if "".join(ours) != "".join(theirs):
            raise ValueError(f"not the same sentence: {''.join(ours)[:20]}… and {''.join(theirs)[:20]}…")
        spans = word_spans(ours)
        hits = [span in spans for span in sorted(word_spans(theirs))]
        strange = [word not in known for word in theirs]
        right, n_found, n_gold = right + sum(hits), n_found + len(ours), n_gold + len(theirs)
        unknown, unknown_right = unknown + sum(strange), unknown_right + sum(h for h, s in zip(hits, strange) if s)
    precision, recall = right / n_found, right / n_gold
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    oov_recall = unknown_right / unknown if unknown else float("nan")
    return pd.Series(
        {"precision": precision, "recall": recall, "f1": f1, "oov_recall": oov_recall, "oov_share": unknown / n_gold}
    )


def measure_segmentation(gold: list[list[str]], dictionary: bool = True, hmm: bool = True) -> pd.Series:
    """Cut the sentences of a gold file again, and score the cut.

    Parameters
    ----------
    gold : list of list of str
        Sentences cut by hand, from `read_cuts`.
    dictionary, hmm : bool
        The options of `segment`.

    Returns
    -------
    pd.Series of float64
        As from `score_segmentation`.

    Examples
    --------
    >>> float(measure_segmentation([["“", "双示范", "”", "建设"]])["f1"])
    1.0
    """
    text = ["".join(words) for words in gold]
    sentences = pd.DataFrame({"county": "gold", "sentence_id": range(len(gold)), "sentence": text, "start": 0})
    tokens = segment(sentences, dictionary, hmm)
    found = tokens.groupby("sentence_id")["token"].agg(list).tolist()
    return score_segmentation(found, gold, known_words(dictionary))
