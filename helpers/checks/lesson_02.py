"""The exercises of lesson 02, Segment the text."""

from functools import lru_cache

import pandas as pd

from helpers.checks.exercise import Exercise, number
from helpers.checks.lesson_01 import page
from helpers.sentences import split_sentences
from helpers.words import segment


@lru_cache
def page_tokens(dictionary: bool = True) -> pd.DataFrame:
    """The tokens of the page, with the project dictionary or without."""
    return segment(split_sentences(page()), dictionary)


def _count(county: str, dictionary: bool) -> int:
    return int((page_tokens(dictionary)["county"] == county).sum())


def _types(drop_signs: bool) -> int:
    tokens = page_tokens()
    return tokens.loc[(tokens["pos"] != "x") | (not drop_signs), "token"].nunique()


def _words_given(answer: object) -> list[str]:
    given = [answer] if isinstance(answer, str) else list(answer)
    if not all(isinstance(word, str) for word in given):
        raise TypeError("a list of words is needed")
    return given


def _on_page(word: str) -> bool:
    return len(word) > 1 and page()["text"].str.contains(word, regex=False).any()


def _is_token(word: str) -> bool:
    return (page_tokens()["token"] == word).any()


def _short_and_plain(word: str) -> bool:
    """No punctuation, and no longer than eight characters: more is a phrase, not a word."""
    return word.isalnum() and len(word) <= 8


def _cut_words(answer: object) -> bool:
    given = set(_words_given(answer))
    return len(given) >= 2 and all(_on_page(w) and _short_and_plain(w) and not _is_token(w) for w in given)


EXERCISES = [
    Exercise(
        ask="The table without the dictionary is called plain. How many of its rows belong to 嘉善?",
        expects="a whole number",
        accepts=lambda a: number(_count("嘉善", False), 0)(a),
        praise="the sum of a column of True and False counts the True ones.",
        slips=(
            (lambda a: number(_count("嘉善", True), 0)(a), "that is with the project dictionary. The table without it is called plain."),
            (lambda a: number(len(page_tokens(False)), 0)(a), "that is the whole page. Keep the rows whose county is 嘉善."),
            (lambda a: number(int((page_tokens(False).query("pos != 'x'")["county"] == "嘉善").sum()), 0)(a), "that leaves out punctuation. Here every token counts, commas too."),
            (lambda a: number(len(page().loc["嘉善", "text"]), 0)(a), "that is the number of characters. A token is a row of the table."),
        ),
    ),
    Exercise(
        ask="nunique() counts different values. Which rows should be left out first?",
        expects="a whole number",
        accepts=lambda a: number(_types(drop_signs=True), 0)(a),
        praise="on a short page most types occur only once or twice.",
        slips=(
            (lambda a: number(_types(drop_signs=False), 0)(a), "punctuation is still in it. Leave out the rows whose pos is 'x'."),
            (lambda a: number(int((page_tokens()["pos"] != "x").sum()), 0)(a), "that is the number of tokens. A type counts once, however often it occurs: nunique()."),
            (lambda a: number(page_tokens(False).query("pos != 'x'")["token"].nunique(), 0)(a), "that is without the project dictionary. Use the table tokens."),
        ),
    ),
    Exercise(
        ask="Read a few cuts slowly. Where would you not put a slash?",
        expects="a list of at least two words of the page",
        accepts=_cut_words,
        praise="these stand on the page and are cut in pieces. Whether each is one word the check cannot know; a dictionary can.",
        slips=(
            (lambda a: any(_is_token(w) for w in _words_given(a)), "at least one of them is a token already. Look for words with a slash inside."),
            (lambda a: any(not _on_page(w) for w in _words_given(a)), "at least one of them does not stand on the page like this. Write it without slashes, as the page does."),
            (lambda a: not all(map(_short_and_plain, _words_given(a))), "at least one of them is a phrase or holds a punctuation mark. Look for single words."),
            (lambda a: len(set(_words_given(a))) < 2, "that is one word; find a second one and answer with a list."),
        ),
    ),
]
