"""Fast segmentation for archives: the same words as jieba's, found by rjieba."""

import re
from collections.abc import Callable
from functools import lru_cache

import jieba.posseg
import rjieba

# What jieba cuts as one block; everything else it gives out character by character.
BLOCK = re.compile(r"[一-鿕a-zA-Z0-9+#&._]+")


def fast_cutter(tagger: jieba.posseg.POSTokenizer, entries: list[tuple[str, int, str]]) -> Callable:
    """A function that cuts as `tagger` does, many times faster on long texts.

    rjieba, the same method in a compiled language, finds the words that stand in the dictionary. Where it leaves
    single characters, jieba itself guesses: its guess tags while it cuts, rjieba's does not, and the two differ.
    A guess is remembered, because the same strange words come back all over an archive.

    Parameters
    ----------
    tagger : jieba.posseg.POSTokenizer
        The tokenizer to be equalled, with `entries` in it.
    entries : list of (str, int, str)
        The words of the reader's own: word, frequency, tag.

    Returns
    -------
    callable
        `cut(text, hmm)`, a list of (token, part of speech).

    Examples
    --------
    >>> fast_cutter(jieba.posseg.dt, [])("县区经济", True)
    [('县区', 'n'), ('经济', 'n')]
    """
    compiled = rjieba.Jieba()
    for word, frequency, tag in entries:
        compiled.add_word(word, frequency, tag)
    # Fills the tags of the reader's own words in: jieba does so at its first cut only.
    tagger.lcut("")
    known, tags = tagger.tokenizer.FREQ, tagger.word_tag_tab

    @lru_cache(maxsize=1 << 17)
    def guess(rest: str, hmm: bool) -> list[tuple[str, str]]:
        return [(token, pos) for token, pos in tagger.cut(rest, HMM=hmm)]

    def cut(text: str, hmm: bool) -> list[tuple[str, str]]:
        found, rest = [], ""
        for word in compiled.cut(text, False):
            in_dictionary = len(word) > 1 and known.get(word)
            if not in_dictionary and BLOCK.fullmatch(word):
                rest += word
                continue
            if rest:
                found += guess(rest, hmm)
                rest = ""
            found += [(word, tags.get(word, "x"))] if in_dictionary else guess(word, hmm)
        return found + guess(rest, hmm) if rest else found

    return cut
