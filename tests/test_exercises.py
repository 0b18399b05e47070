"""Exercises: the blank, the solution, typical slips, and nonsense."""

import numpy as np
import pandas as pd
import pytest
from nbs import code_cells, lessons

from helpers import check
from helpers.checks import EXERCISES, lesson_01, lesson_02, lesson_03, lesson_04, lesson_05, lesson_06, lesson_07, lesson_08
from helpers.checks.exercise import number, table, words

NONSENSE = [None, "", "?", [], {}, (), set(), 0, -1, True, float("nan"), 1e300, object(), print, pd.DataFrame(), pd.Series(dtype=float), np.array([]), [[...]], pd.DataFrame({"county": [1]})]


def answer_to(name, value, capsys) -> str:
    check(name, value)
    return capsys.readouterr().out.strip()


def test_three_exercises_for_every_lesson():
    assert list(EXERCISES) == [f"{lesson:02}.{size}" for lesson in range(1, 9) for size in (1, 2, 3)]


@pytest.mark.parametrize("name", EXERCISES)
def test_the_blank_is_not_answered_yet(name, capsys):
    assert answer_to(name, ..., capsys).startswith(f"· {name} not answered yet. ")


@pytest.mark.parametrize("name", EXERCISES)
@pytest.mark.parametrize("value", NONSENSE, ids=lambda value: type(value).__name__)
def test_nonsense_is_not_right_and_breaks_nothing(name, value, capsys):
    verdict = answer_to(name, value, capsys)
    assert verdict.startswith(f"✗ {name} not yet: ")
    assert "\n" not in verdict


@pytest.mark.parametrize("name", EXERCISES)
def test_every_typical_slip_has_a_hint_of_its_own(name):
    hints = [hint for _, hint in EXERCISES[name].slips]
    assert len(hints) >= 3
    assert len(set(hints)) == len(hints)


def test_an_unknown_exercise_is_named():
    with pytest.raises(KeyError, match="no exercise '09.9'"):
        check("09.9", 1)


def test_equivalent_answers_are_equal():
    assert all(number(600.8)(value) for value in (600.8, 600.79, np.float64(600.8), pd.Series([600.8]), np.array([[600.8]])))
    assert not any(number(1.0)(value) for value in (True, "1", [1.0], None))
    assert all(words(["甲", "乙"])(value) for value in (["乙", "甲"], ("甲", "乙"), {"甲", "乙"}, pd.Series(["甲", "乙"]), {"甲": 1, "乙": 2}))
    assert words(["甲"])("甲") and not words(["甲"])(["甲", "甲"])
    rule = table({"n": lambda column: (column > 0).all()})
    assert rule(pd.DataFrame({"n": [1]})) and not rule(pd.DataFrame({"n": [0]})) and not rule(pd.DataFrame({"m": [1]}))


@pytest.mark.parametrize("path", lessons(), ids=lambda path: path.stem)
def test_stored_exercises_show_the_blank_and_the_solution(path):
    said = {
        tag: [cell.outputs[-1]["text"] for cell in code_cells(path) if tag in cell.metadata.get("tags", [])]
        for tag in ("exercise", "solution")
    }
    lesson = path.name[:2]
    assert [text.split()[:2] for text in said["exercise"]] == [["·", f"{lesson}.{size}"] for size in (1, 2, 3)]
    assert [text.split()[:2] for text in said["solution"]] == [["✓", f"{lesson}.{size}"] for size in (1, 2, 3)]


# For each exercise: wrong answers that people give, and a word of the hint that each one must hear.
def slips():
    story = lesson_01.page().loc["海盐", "text"]
    yield "01.1", len(story.encode()), "bytes"
    yield "01.1", len(lesson_01.page().loc["海宁", "text"]), "another county"
    yield "01.1", len(lesson_01.page().loc["海盐", "headline"]), "headline"
    yield "01.2", "海宁", "most sentences"
    yield "01.2", "桐乡", "shortest story"
    yield "01.2", lesson_02.split_sentences(lesson_01.page())["sentence"].iloc[0], "that is a sentence"
    per_county = pd.DataFrame({"county": list(lesson_01.page().index), "note": "x"})
    yield "01.3", lesson_01.page()["text"].str.len(), "in the index"
    yield "01.3", lesson_02.split_sentences(lesson_01.page()), "Group by county"
    yield "01.3", per_county, "no column of numbers"
    yield "02.1", (lesson_02.page_tokens()["county"] == "嘉善").sum(), "with the project dictionary"
    yield "02.1", len(lesson_02.page_tokens(False)), "whole page"
    yield "02.1", len(lesson_01.page().loc["嘉善", "text"]), "number of characters"
    tokens = lesson_02.page_tokens()
    yield "02.2", tokens["token"].nunique(), "punctuation is still in it"
    yield "02.2", (tokens["pos"] != "x").sum(), "number of tokens"
    yield "02.2", lesson_02.page_tokens(False).query("pos != 'x'")["token"].nunique(), "without the project dictionary"
    yield "02.3", ["企业", "发展"], "a token already"
    yield "02.3", ["火星基地", "新冠肺炎"], "does not stand on the page"
    yield "02.3", ["新冠肺炎"], "that is one word"
    frequencies = lesson_03.word_frequencies(lesson_03.content_words(tokens)).set_index("token")
    yield "03.1", frequencies.loc["企业", "frequency"], "that is 企业"
    yield "03.1", lesson_01.page()["text"].str.count("节能").sum(), "inside longer words"
    yield "03.1", frequencies.loc["节能", "per_thousand"], "relative frequency"
    yield "03.2", "平台", "most frequent word"
    yield "03.2", "节能", "whole page"
    yield "03.2", lesson_03.tf_idf(lesson_03.content_words(tokens)).query("county == '南湖'")["tf_idf"].max(), "that is the weight"
    whole_page = lesson_03.word_frequencies(tokens)
    own = lesson_03.word_frequencies(tokens[tokens["county"] == "桐乡"])
    yield "03.3", own.set_index("token")["frequency"], "Series"
    yield "03.3", whole_page, "larger than any single county"
    yield "03.3", own.iloc[::-1], "sort the table"
    for lesson in (lesson_04, lesson_05, lesson_06, lesson_07, lesson_08):
        yield from lesson.typical_slips()


@pytest.mark.parametrize(("name", "wrong", "hint"), list(slips()))
def test_a_typical_slip_hears_its_own_hint(name, wrong, hint, capsys):
    verdict = answer_to(name, wrong, capsys)
    assert verdict.startswith("✗") and hint in verdict
