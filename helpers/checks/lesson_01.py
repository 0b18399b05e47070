"""The exercises of lesson 01, Load the report."""

from functools import lru_cache

import numpy as np
import pandas as pd

from helpers.checks.exercise import Exercise, number, table, words
from helpers.data import DATA
from helpers.figure import county_labels
from helpers.page import load_report
from helpers.sentences import split_sentences


@lru_cache
def page() -> pd.DataFrame:
    """The dispatches of the page, indexed by county."""
    return load_report(DATA / "report.txt").set_index("county", drop=False)


def _story(county: str) -> str:
    return page().loc[county, "text"]


def _characters(answer: object) -> bool:
    story = _story("海盐")
    return any(number(length, 0)(answer) for length in (len(story), len(story.replace("\n", ""))))


def _longest(answer: object) -> bool:
    sentences = split_sentences(page())
    longest = sentences["sentence"].str.len().idxmax()
    county = sentences.loc[longest, "county"]
    return words([county])(answer) or words([county_labels(pd.Series([county]))[0].split()[-1]])(answer)


def _most_sentences(answer: object) -> bool:
    counts = split_sentences(page())["county"].value_counts()
    return any(words([county])(answer) for county in counts.index[counts == counts.max()])


def _has_a_number(answer: pd.DataFrame) -> bool:
    numbers = answer.drop(columns="county").select_dtypes("number")
    return numbers.notna().all(axis=None) and numbers.shape[1] > 0


def _only_missing(answer: pd.DataFrame) -> bool:
    return answer.drop(columns="county").isna().all().any()


one_row_per_county = table({"county": lambda column: set(column) == set(page().index)}, rows=lambda n: n == 7)

EXERCISES = [
    Exercise(
        ask="Look at the result of text.str.len(): which row is 海盐?",
        expects="a whole number",
        accepts=_characters,
        praise="Python counts characters. In bytes the same story is about three times as long.",
        slips=(
            (lambda a: number(len(_story("海盐").encode()), 0)(a), "that is the number of bytes. A Chinese character takes three of them in UTF-8; len() of the string counts characters."),
            (lambda a: number(len(page().loc["海盐", "headline"]), 0)(a), "that is the length of the headline. The story is in the column `text`."),
            (lambda a: any(number(len(_story(c)), 0)(a) for c in page().index), "that is another county's story. 海盐 is Haiyan; 海宁 is Haining."),
        ),
    ),
    Exercise(
        ask="sentences['sentence'].str.len() gives the lengths; idxmax() says in which row the largest stands.",
        expects="the name of a county in Chinese",
        accepts=_longest,
        praise="its plans stand in one sentence, clause after clause.",
        slips=(
            (_most_sentences, "that county has the most sentences. The question is about the longest single one."),
            (lambda a: str(a) in split_sentences(page())["sentence"].tolist(), "that is a sentence. Which county does its row name?"),
            (lambda a: isinstance(a, (int, np.integer)) and a > 0, "that is a number. Which county stands in that row?"),
            (lambda a: words([page()["text"].str.len().idxmin()])(a), "that is the shortest story. Look at the sentences, not at whole stories."),
        ),
    ),
    Exercise(
        ask="Start from dispatches[['county']] and add one column with .assign(name=…).",
        expects="a table with a column county and a column of numbers",
        accepts=lambda a: one_row_per_county(a) and _has_a_number(a),
        praise="a table with one row per county and a number of your own. Which county surprised you?",
        slips=(
            (lambda a: isinstance(a, pd.Series) and set(a.index) == set(page().index), "the numbers are there, but the counties are in the index. .rename('my_number').reset_index() makes both columns."),
            (lambda a: isinstance(a, pd.DataFrame) and len(a) > 7, "that has a row for each sentence or more. Group by county first, so that seven rows are left."),
            (lambda a: one_row_per_county(a) and _only_missing(a), "a column has no values. The index of your numbers is the county name; map it: page_column.map(numbers)."),
            (lambda a: one_row_per_county(a), "the counties are there, but no column of numbers. What did you want to count?"),
        ),
    ),
]
