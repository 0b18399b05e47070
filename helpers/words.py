"""From sentences to tokens: segmentation with jieba."""

import io
import logging
import warnings
from functools import lru_cache
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


def segment(sentences: pd.DataFrame, dictionary: bool = True) -> pd.DataFrame:
    """Cut sentences into words.

    Parameters
    ----------
    sentences : pd.DataFrame
        The table of `split_sentences`.
    dictionary : bool
        Whether to use the project dictionary `data/user_dict.txt` besides jieba's own.

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
    rows = []
    for county, number, sentence, offset in zip(
        sentences["county"], sentences["sentence_id"], sentences["sentence"], sentences["start"]
    ):
        for token, pos in tagger.cut(sentence):
            rows.append((county, number, token, pos, offset, offset + len(token)))
            offset += len(token)
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype({"county": "str", "sentence_id": "int64", "token": "str", "pos": "str", "start": "int64", "end": "int64"})
