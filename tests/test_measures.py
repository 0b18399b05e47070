"""Word measures by hand on a toy text, and their sums on the page."""

import math

import pandas as pd
import pytest

from helpers import content_words, tf_idf, word_frequencies
from helpers.measures import load_stop_words

TOY = pd.DataFrame({"county": ["甲", "甲", "甲", "乙", "乙"], "token": ["产业", "产业", "建设", "产业", "治理"]})


def test_frequencies_by_hand():
    table = word_frequencies(TOY).set_index("token")
    assert table["frequency"].to_dict() == {"产业": 3, "建设": 1, "治理": 1}
    assert table["counties"].to_dict() == {"产业": 2, "建设": 1, "治理": 1}
    assert table.loc["产业", "per_thousand"] == pytest.approx(600)


def test_frequencies_sum_to_the_tokens(tokens):
    table = word_frequencies(tokens)
    assert table["frequency"].sum() == len(tokens)
    assert table["frequency"].is_monotonic_decreasing
    assert table["per_thousand"].sum() == pytest.approx(1000)


def test_tf_idf_by_hand():
    table = tf_idf(TOY).set_index(["county", "token"])
    assert table.loc[("甲", "产业"), "tf_idf"] == 0
    assert table.loc[("甲", "建设"), "tf_idf"] == pytest.approx(1 / 3 * math.log(2))
    assert table.loc[("乙", "治理"), "tf_idf"] == pytest.approx(1 / 2 * math.log(2))


def test_tf_idf_comes_in_page_order_heaviest_first(tokens, dispatches):
    table = tf_idf(content_words(tokens))
    assert table["county"].drop_duplicates().tolist() == dispatches["county"].tolist()
    assert all(group["tf_idf"].is_monotonic_decreasing for _, group in table.groupby("county"))
    assert table.groupby("county")["tf"].sum().tolist() == pytest.approx([1.0] * 7)


def test_content_words_have_two_characters_and_are_no_stop_words(tokens):
    words = content_words(tokens)["token"]
    assert words.str.len().min() == 2
    assert not words.isin(load_stop_words()).any()
    assert not words.str.contains(r"[0-9，,。]").any()


def test_stop_words_are_listed_once():
    from helpers.measures import STOP_WORDS

    words = [line for line in STOP_WORDS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert len(words) == len(set(words)) == len(load_stop_words())


def test_empty_input_gives_empty_tables():
    assert len(word_frequencies(TOY.head(0))) == 0
    assert len(tf_idf(TOY.head(0))) == 0
