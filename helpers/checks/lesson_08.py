"""The exercises of lesson 08, From a page to an archive."""

from functools import lru_cache

import pandas as pd

from helpers.checks.exercise import Exercise, number, words
from helpers.synthetic import synthetic_pages, templates

PAGES = 2000


@lru_cache
def _problems() -> int:
    """How many pages of the archive of the lesson are broken: those in whose truth nothing stands."""
    return PAGES - synthetic_pages(range(PAGES))[1]["page"].nunique()


@lru_cache
def _word_counts() -> pd.DataFrame:
    """The words of the first pages of the archive; enough to know the most frequent ones."""
    from helpers.archive import read_pages

    return read_pages(synthetic_pages(range(200))[0])["words"].set_index("token")


def _one_row_per_county(answer: object) -> bool:
    if not isinstance(answer, pd.DataFrame) or "county" not in answer.columns or not answer["county"].is_unique:
        return False
    return set(answer["county"]) <= set(templates()["places"]) and len(answer) >= 50


EXERCISES = [
    Exercise(
        ask="Divide the number of problems by the number of pages. What is it per million?",
        expects="a number of pages",
        accepts=lambda a: number(_problems() / PAGES * 1e6, 0.0001)(a),
        praise="that many, if the next pages are like these. So few cases leave much to chance; count again in a larger archive.",
        slips=(
            (lambda a: number(_problems(), 0)(a), "that is the number among our pages. How many pages are those?"),
            (lambda a: number(_problems() / PAGES, 0.0001)(a), "that is the share. A million pages have how many?"),
            (lambda a: number(_problems() / PAGES * 100, 0.0001)(a), "that is the share in per cent. Of a million pages it is how many?"),
            (lambda a: number(1e6 / 500, 0.0001)(a), "that is what the text says the program does on average. Use what we saw."),
            (lambda a: number(PAGES / _problems(), 0.001)(a), "you divided the wrong way: that is one broken page in so many."),
        ),
    ),
    Exercise(
        ask="The index of `words` is the token; idxmax gives the label of the largest value.",
        expects="one word",
        accepts=lambda a: words([_word_counts()["pages"].idxmax()])(a),
        praise="it stands on nearly every page, so it says nothing about any of them. tf–idf would weigh it down.",
        slips=(
            (lambda a: isinstance(a, (pd.DataFrame, pd.Series)) and len(a) > 1, "that is a table. Which one word is on top?"),
            (lambda a: number(float(a), 0)(a) and float(a) > 1, "that is a number of pages. The question asks for the word."),
            (lambda a: str(a) == "pages" or str(a) == "frequency", "that is a column. idxmax of that column gives the word."),
            (lambda a: str(a) in _word_counts().index, "that word is on fewer pages. Sort by `pages`, not by the alphabet."),
        ),
    ),
    Exercise(
        ask="Group `everything` by county, aggregate, and compute.",
        expects="a pandas table with a column county, one row per county, and a column of numbers",
        accepts=lambda a: _one_row_per_county(a) and a.select_dtypes("number").notna().any().any(),
        praise="one row per county. The counties are invented and their numbers random; any difference is chance.",
        slips=(
            (lambda a: type(a).__module__.startswith("dask"), "dask has not worked yet. Say .compute()."),
            (lambda a: isinstance(a, pd.Series), "that is a Series. .rename(…).reset_index() makes a table of it."),
            (lambda a: isinstance(a, pd.DataFrame) and "county" not in a.columns, "there is no column county. Is it in the index? .reset_index() brings it back."),
            (lambda a: isinstance(a, pd.DataFrame) and not a["county"].is_unique, "some counties have several rows. Group by county first."),
            (lambda a: isinstance(a, pd.DataFrame) and 0 < len(a) < 50, "most counties are missing; the archive has sixty."),
            (lambda a: _one_row_per_county(a), "the counties are there, but no column of numbers."),
        ),
    ),
]


def typical_slips():
    """Wrong answers that people give, each with a word of the hint it must hear."""
    yield "08.1", _problems(), "among our pages"
    yield "08.1", _problems() / PAGES, "that is the share"
    yield "08.1", _problems() / PAGES * 100, "in per cent"
    yield "08.1", 2000, "what we saw"
    yield "08.1", PAGES / _problems(), "wrong way"
    yield "08.2", _word_counts(), "that is a table"
    yield "08.2", _word_counts()["pages"].max(), "number of pages"
    yield "08.2", "pages", "that is a column"
    yield "08.2", _word_counts()["pages"].idxmin(), "fewer pages"
    counts = pd.Series(1, index=pd.Index(templates()["places"], name="county"), name="n")
    yield "08.3", counts, "Series"
    yield "08.3", counts.to_frame(), "in the index"
    yield "08.3", pd.concat([counts, counts]).reset_index(), "several rows"
    yield "08.3", counts.head(3).reset_index(), "most counties are missing"
    yield "08.3", counts.reset_index()[["county"]], "no column of numbers"
