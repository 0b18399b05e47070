"""Word measures: by hand on a toy text, against other implementations, and their sums on the page."""

import math

import nltk
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.metrics.pairwise import cosine_similarity

from helpers import (
    collocations,
    concordance,
    content_words,
    dispersion,
    general_frequencies,
    keyness,
    score_segmentation,
    similarity,
    tf_idf,
    type_token_ratio,
    word_frequencies,
)
from helpers.collocations import _columns
from helpers.data import read_list
from helpers.measures import load_stop_words

TOY = pd.DataFrame({"county": ["甲", "甲", "甲", "乙", "乙"], "token": ["产业", "产业", "建设", "产业", "治理"]})
WORD = st.sampled_from(["产业", "建设", "治理", "绿色", "发展"])
TABLE = st.lists(st.tuples(st.sampled_from("甲乙丙"), st.integers(1, 3), WORD), min_size=1, max_size=60).map(
    lambda rows: pd.DataFrame(sorted(rows, key=lambda row: row[:2]), columns=["county", "sentence_id", "token"])
)
QUICK = settings(max_examples=60, deadline=None)


# by hand


def test_frequencies_by_hand():
    table = word_frequencies(TOY).set_index("token")
    assert table["frequency"].to_dict() == {"产业": 3, "建设": 1, "治理": 1}
    assert table["counties"].to_dict() == {"产业": 2, "建设": 1, "治理": 1}
    assert table.loc["产业", "per_thousand"] == pytest.approx(600)


def test_tf_idf_by_hand():
    table = tf_idf(TOY).set_index(["county", "token"])
    assert table.loc[("甲", "产业"), "tf_idf"] == 0
    assert table.loc[("甲", "建设"), "tf_idf"] == pytest.approx(1 / 3 * math.log(2))
    assert table.loc[("乙", "治理"), "tf_idf"] == pytest.approx(1 / 2 * math.log(2))


def test_type_token_ratio_by_hand():
    table = type_token_ratio(TOY, window=2).set_index("county")
    assert table.loc["甲"].tolist() == [3, 2, 2 / 3, (1 / 2 + 1) / 2]
    assert math.isnan(type_token_ratio(TOY, window=9)["mattr"][0])


def test_keyness_by_hand():
    row = keyness(pd.Series({"产业": 30, "的": 70}), pd.Series({"产业": 10, "的": 190})).loc["产业"]
    assert row["log_ratio"] == pytest.approx(math.log2(0.3 / 0.05))
    error = 1.96 * math.sqrt(1 / 30 - 1 / 100 + 1 / 10 - 1 / 200) / math.log(2)
    assert [row["low"], row["high"]] == pytest.approx([row["log_ratio"] - error, row["log_ratio"] + error])


def test_a_word_that_is_missing_counts_as_one_half_in_the_ratio_only():
    row = keyness(pd.Series({"产业": 4, "的": 6}), pd.Series({"的": 10})).loc["产业"]
    assert row["b"] == 0
    assert row["log_ratio"] == pytest.approx(math.log2(0.4 / 0.05))


def test_an_empty_corpus_has_no_keyness():
    with pytest.raises(ValueError, match="a corpus is empty"):
        keyness(pd.Series({"产业": 1}), pd.Series(dtype="int64"))


def test_dispersion_by_hand():
    table = dispersion(TOY).set_index("token")
    assert table.loc["产业", "dp"] == pytest.approx((abs(2 / 3 - 3 / 5) + abs(1 / 3 - 2 / 5)) / 2)
    assert table.loc["治理", "dp"] == pytest.approx(0.6)
    assert table.loc["治理", "dp_norm"] == pytest.approx(1.0)


def test_collocations_by_hand_stay_inside_sentences():
    tokens = pd.DataFrame({"county": "甲", "sentence_id": [1, 1, 1, 2, 2], "token": ["绿色", "低碳", "发展", "绿色", "低碳"]})
    table = collocations(tokens, window=1, least=1).set_index(["left", "right"])
    assert table["frequency"].to_dict() == {("绿色", "低碳"): 2, ("低碳", "发展"): 1}
    row = table.loc[("绿色", "低碳")]
    assert row["expected"] == pytest.approx(2 * 2 / 5)
    assert row["pmi"] == pytest.approx(math.log2(2 / 0.8))
    assert row["log_dice"] == pytest.approx(14)
    assert row["t"] == pytest.approx((2 - 0.8) / math.sqrt(2))
    assert len(collocations(tokens, window=2, least=1)) == 3


def test_concordance_lines_are_equally_wide(tokens):
    lines = concordance(tokens, "发展", width=8)
    assert len(lines) == (tokens["token"] == "发展").sum()
    assert {_columns(text) for side in ("left", "right") for text in lines[side]} == {16}


def test_concordance_keeps_the_neighbours(dispatches, tokens):
    text = dispatches.set_index("county")["text"].str.replace("\n", "")
    for line in concordance(tokens, "绿色").itertuples():
        assert line.left.strip() + line.keyword + line.right.strip() in text[line.county]


def test_segmentation_score_by_hand():
    gold = [["让", "惠企", "政策"], ["直达", "快", "享"]]
    found = [["让惠", "企", "政策"], ["直达", "快享"]]
    score = score_segmentation(found, gold, known={"让", "政策", "直达", "快", "享"})
    assert score["precision"] == pytest.approx(2 / 5) and score["recall"] == pytest.approx(2 / 6)
    assert score["f1"] == pytest.approx(2 * 2 / (5 + 6))
    assert score["oov_recall"] == 0 and score["oov_share"] == pytest.approx(1 / 6)
    with pytest.raises(ValueError, match="not the same sentence"):
        score_segmentation([["甲"]], [["乙"]], set())


# against other implementations


@given(TABLE)
@QUICK
def test_tf_idf_and_cosine_agree_with_scikit_learn(tokens):
    counts = pd.crosstab(tokens["county"], tokens["token"])
    idf = TfidfTransformer(norm=None, smooth_idf=False).fit(counts.to_numpy()).idf_ - 1
    expected = counts.div(counts.sum(axis=1), axis=0) * idf
    ours = tf_idf(tokens).pivot(index="county", columns="token", values="tf_idf").fillna(0)
    pd.testing.assert_frame_equal(ours, expected, check_names=False)
    cosine = similarity(tf_idf(tokens)).sort_index(axis=0).sort_index(axis=1)
    zero = (expected == 0).all(axis=1).to_numpy()
    theirs = cosine_similarity(expected)
    theirs[zero, :] = np.nan
    theirs[:, zero] = np.nan
    np.testing.assert_allclose(cosine.to_numpy(), theirs, atol=1e-12)


@given(st.dictionaries(WORD, st.integers(1, 500), min_size=2), st.dictionaries(WORD, st.integers(1, 500), min_size=2))
@QUICK
def test_log_likelihood_agrees_with_scipy(a, b):
    a, b = pd.Series(a), pd.Series(b)
    for word, row in keyness(a, b).iterrows():
        cells = np.array([[row["a"], row["b"]], [a.sum() - row["a"], b.sum() - row["b"]]])
        theirs = chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
        assert row["g2"] == pytest.approx(theirs, abs=1e-6), word


@given(st.lists(WORD, min_size=2, max_size=40), st.integers(1, 4))
@QUICK
def test_collocations_agree_with_nltk(words, window):
    ours = collocations(pd.DataFrame({"county": "甲", "sentence_id": 1, "token": words}), window=window, least=1)
    finder = nltk.BigramCollocationFinder.from_words(words, window_size=window + 1)
    measures = nltk.BigramAssocMeasures
    assert {(row.left, row.right): row.frequency for row in ours.itertuples()} == dict(finder.ngram_fd)
    pmi, dice = dict(finder.score_ngrams(measures.pmi)), dict(finder.score_ngrams(measures.dice))
    for row in ours.itertuples():
        assert row.pmi == pytest.approx(pmi[row.left, row.right])
        assert row.log_dice == pytest.approx(14 + math.log2(dice[row.left, row.right]))


def test_t_agrees_with_nltk_for_neighbours(tokens):
    one = tokens.assign(county="全", sentence_id=1)
    ours = collocations(one, window=1, least=2)
    finder = nltk.BigramCollocationFinder.from_words(one["token"].tolist())
    theirs = dict(finder.score_ngrams(nltk.BigramAssocMeasures.student_t))
    assert [theirs[row.left, row.right] for row in ours.itertuples()] == pytest.approx(ours["t"].tolist())


# identities


@given(TABLE)
@QUICK
def test_identities(tokens):
    frequencies = word_frequencies(tokens)
    assert frequencies["frequency"].sum() == len(tokens)
    assert frequencies["per_thousand"].sum() == pytest.approx(1000)
    spread = dispersion(tokens)
    assert spread["dp"].between(0, 1).all()
    assert spread["dp_norm"].dropna().between(0, 1 + 1e-9).all()
    ratio = type_token_ratio(tokens, window=1)
    assert ratio["mattr"].tolist() == [1.0] * len(ratio)
    assert ratio["tokens"].sum() == len(tokens)
    weights = tf_idf(tokens)
    assert (weights["tf_idf"] >= 0).all()
    assert weights.groupby("county")["tf"].sum().tolist() == pytest.approx([1.0] * tokens["county"].nunique())


@given(st.dictionaries(WORD, st.integers(1, 99), min_size=1), st.dictionaries(WORD, st.integers(1, 99), min_size=1))
@QUICK
def test_keyness_is_antisymmetric(a, b):
    one, other = keyness(pd.Series(a), pd.Series(b)), keyness(pd.Series(b), pd.Series(a))
    assert (one["g2"] >= -1e-9).all()
    assert one["g2"].to_dict() == pytest.approx(other["g2"].to_dict(), abs=1e-9)
    assert one["log_ratio"].to_dict() == pytest.approx((-other["log_ratio"]).to_dict())


# the page


def test_tf_idf_comes_in_page_order_heaviest_first(tokens, dispatches):
    table = tf_idf(content_words(tokens))
    assert table["county"].drop_duplicates().tolist() == dispatches["county"].tolist()
    assert all(group["tf_idf"].is_monotonic_decreasing for _, group in table.groupby("county"))


def test_content_words_have_two_characters_and_are_no_stop_words(tokens):
    words = content_words(tokens)["token"]
    assert words.str.len().min() == 2
    assert not words.isin(load_stop_words()).any()
    assert not words.str.contains(r"[0-9，,。]").any()


def test_stop_words_are_listed_once():
    words = read_list("stop_words.txt")
    assert len(words) == len(set(words)) == len(load_stop_words())


def test_the_page_is_key_against_general_chinese(tokens):
    counts = content_words(tokens)["token"].value_counts()
    table = keyness(counts, general_frequencies())
    assert table.index[0] == "党代会"
    assert table["a"].sum() == counts.sum()


def test_empty_input_gives_empty_tables():
    assert len(word_frequencies(TOY.head(0))) == len(tf_idf(TOY.head(0))) == len(type_token_ratio(TOY.head(0))) == 0
    assert len(collocations(TOY.head(0).assign(sentence_id=1))) == 0
