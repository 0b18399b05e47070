"""From sentences to tokens: segmentation with jieba, and its measure against a cut by hand."""

import io
import logging
import warnings
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

import pandas as pd

with warnings.catch_warnings():
    # jieba 0.42.1 trips two warnings of newer Pythons while it is imported; neither concerns the reader.
    warnings.simplefilter("ignore")
    import jieba
    import jieba.posseg

jieba.setLogLevel(logging.WARNING)

COLUMNS = ["county", "sentence_id", "token", "pos", "start", "end"]
DICTIONARY = Path(__file__).resolve().parent.parent / "data" / "user_dict.txt"


@lru_cache
def _tagger(dictionary: bool) -> jieba.posseg.POSTokenizer:
    """A tokenizer of our own, so that the global one of jieba stays as it is.

    Its word list is read from the package, not from the cache file in the shared temp folder:
    a wrong cache would be used without a word.
    """
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    if dictionary:
        entries = [line for line in DICTIONARY.read_text("utf-8").splitlines() if line and not line.startswith("#")]
        tokenizer.load_userdict(io.StringIO("\n".join(entries)))
    return jieba.posseg.POSTokenizer(tokenizer)


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
    counts = {word: count for word, count in _tagger(False).tokenizer.FREQ.items() if count > 0}
    return pd.Series(counts, name="frequency", dtype="int64")


def segment(
    sentences: pd.DataFrame, dictionary: bool = True, hmm: bool = True, keep: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Cut sentences into words.

    Parameters
    ----------
    sentences : pd.DataFrame
        The table of `split_sentences`.
    dictionary : bool
        Whether to use the project dictionary `data/user_dict.txt` besides jieba's own.
    hmm : bool
        Whether jieba may guess words that stand in no dictionary.
    keep : pd.DataFrame, optional
        Expressions that stay whole, for example the ledger: `county, start, end` are used. Their tokens are
        tagged `m`, a number.

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
    tagger = _tagger(dictionary)
    whole = {} if keep is None else {county: list(zip(rows["start"], rows["end"])) for county, rows in keep.groupby("county")}
    rows = []
    for county, number, sentence, offset in zip(
        sentences["county"], sentences["sentence_id"], sentences["sentence"], sentences["start"]
    ):
        inside = [(start - offset, end - offset) for start, end in whole.get(county, []) if offset <= start < offset + len(sentence)]
        for token, pos in _cut(tagger, sentence, inside, hmm):
            rows.append((county, number, token, pos, offset, offset + len(token)))
            offset += len(token)
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype({"county": "str", "sentence_id": "int64", "token": "str", "pos": "str", "start": "int64", "end": "int64"})


def _cut(tagger: jieba.posseg.POSTokenizer, sentence: str, inside: list[tuple[int, int]], hmm: bool):
    """Tokens and tags of one sentence; the spans in `inside` stay whole."""
    position = 0
    for start, end in sorted(inside):
        yield from tagger.cut(sentence[position:start], HMM=hmm)
        yield sentence[start:end], "m"
        position = end
    yield from tagger.cut(sentence[position:], HMM=hmm)


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
