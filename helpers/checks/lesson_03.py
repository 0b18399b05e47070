"""The exercises of lesson 03, Count the words."""

from functools import lru_cache

import numpy as np
import pandas as pd

from helpers.checks.exercise import Exercise, number, words
from helpers.checks.lesson_01 import page
from helpers.checks.lesson_02 import page_tokens
from helpers.measures import content_words, tf_idf, word_frequencies


@lru_cache
def _frequencies() -> pd.DataFrame:
    return word_frequencies(content_words(page_tokens())).set_index("token")


@lru_cache
def _weights() -> pd.DataFrame:
    return tf_idf(content_words(page_tokens()))


def _heaviest(county: str, by: str = "tf_idf") -> str:
    own = _weights()[_weights()["county"] == county]
    return own.loc[own[by].idxmax(), "token"]


def _as_characters(word: str) -> int:
    return int(page()["text"].str.count(word).sum())


def _from_one_county(answer: pd.DataFrame) -> bool:
    """Do the counts fit the tokens of some single county, each word at most as often as there?"""
    given = answer.set_index("token")["frequency"]
    return any(
        given.index.isin(own.index).all() and (given <= own.reindex(given.index)).all()
        for own in (group["token"].value_counts() for _, group in page_tokens().groupby("county"))
    )


def _sorted_table(answer: object) -> bool:
    return isinstance(answer, pd.DataFrame) and len(answer) > 0 and answer["frequency"].is_monotonic_decreasing


EXERCISES = [
    Exercise(
        ask="Keep the row of frequencies where token is 节能, then read its column frequency.",
        expects="a whole number",
        accepts=lambda a: number(_frequencies().loc["节能", "frequency"], 0)(a),
        praise="all of them in one story: look at the column counties.",
        slips=(
            (lambda a: number(_frequencies().loc["企业", "frequency"], 0)(a), "that is 企业. Change the word in the filter."),
            (lambda a: number(_as_characters("节能"), 0)(a), "that counts the characters 节能 wherever they stand, also inside longer words. Count tokens."),
            (lambda a: number(_frequencies().loc["节能", "per_thousand"], 0.01)(a), "that is the relative frequency, per thousand words. The count is in the column frequency."),
        ),
    ),
    Exercise(
        ask="weights[weights['county'] == '南湖'] has Nanhu's words. In which row is tf_idf largest?",
        expects="one Chinese word",
        accepts=lambda a: words([_heaviest("南湖")])(a),
        praise="frequent here and nowhere else: that is what tf–idf looks for.",
        slips=(
            (lambda a: words([_heaviest("南湖", "frequency")])(a), "that is the most frequent word of the story. Other stories have it, too, so its idf is smaller."),
            (lambda a: words([_weights().loc[_weights()["tf_idf"].idxmax(), "token"]])(a), "that is the heaviest word of the whole page. Keep Nanhu's rows first."),
            (lambda a: number(_weights().query("county == '南湖'")["tf_idf"].max())(a), "that is the weight. Which word has it?"),
            (lambda a: isinstance(a, (int, np.integer)) and a in _weights().index, "that is the number of a row. Take its token."),
            (lambda a: "token" in a.columns, "that is a table. Which word stands in its column token?"),
        ),
    ),
    Exercise(
        ask="Filter tokens by county and by something else, then word_frequencies(…).",
        expects="a table with the columns token and frequency",
        accepts=lambda a: _sorted_table(a) and _from_one_county(a),
        praise="a ranking of your own. Would a concordance confirm what it seems to say?",
        slips=(
            (lambda a: isinstance(a, pd.Series), "the counts are there, but as a Series. word_frequencies(…) gives a table; so does .rename_axis('token').reset_index(name='frequency')."),
            (lambda a: _sorted_table(a) and a["frequency"].sum() > 500, "these counts are larger than any single county's. Filter by county before you count."),
            (lambda a: _sorted_table(a), "at least one of these words is not a token of any single county. Use the table tokens, and filter by county."),
            (lambda a: isinstance(a, pd.DataFrame) and {"token", "frequency"} <= set(a.columns), "the columns are right; sort the table so that the most frequent word comes first."),
        ),
    ),
]
