"""The marked page: safe, complete, and the way back to the sentence."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import extract_quantities, highlight, trace

TAG = re.compile("<[^>]*>")


def visible(html: str) -> str:
    """The text of the page itself, without the legend."""
    body = html.split("</p>", 1)[1]
    return unescape(TAG.sub("", body.replace("</p><p>", "\n")))


@given(st.text(alphabet="<>&\"'\n增长5.4%,超2亿元。“1212”今年第3位15分钟a ", max_size=40))
@settings(max_examples=150, deadline=None)
def test_the_text_comes_back_and_nothing_else(text):
    assert visible(highlight(text, extract_quantities(text)).data) == text


def test_markup_in_the_text_is_escaped():
    text = '<script>alert("5%")</script>'
    html = highlight(text, extract_quantities(text)).data
    assert "<script" not in html and "&lt;script&gt;" in html
    assert set(re.findall(r"<(\w+)", html)) == {"div", "p", "mark"}


def test_every_row_is_marked_with_its_record(dispatches, ledger):
    for county, text in zip(dispatches["county"], dispatches["text"]):
        rows = ledger[ledger["county"] == county]
        html = highlight(text, rows).data
        assert html.count("<mark") == len(rows) + 5  # and one sample of each kind
        assert visible(html) == text
    assert 'title="kind quantity · value 14.3 · unit %' in highlight("增长14.3%", extract_quantities("增长14.3%")).data


def test_kinds_differ_without_colour():
    html = highlight("", extract_quantities("")).data
    assert len(set(re.findall(r"underline (\w+)", html))) == 5


def test_a_table_of_another_text_is_refused():
    with pytest.raises(ValueError, match="does not fit this text"):
        highlight("增长14.3%", extract_quantities("下降了14.3%"))


def test_trace_finds_the_right_one_of_two_equal_surfaces(ledger):
    twins = ledger[ledger.duplicated(["county", "sentence_id", "surface"], keep=False)]
    assert len(twins) >= 2
    for label, row in twins.iterrows():
        before = trace(ledger, label).data.split("<mark")[0].split("<p>")[1]
        shift = ledger[(ledger["county"] == row["county"]) & (ledger["sentence_id"] == row["sentence_id"])]
        earlier = (shift["surface"] == row["surface"]) & (shift["start"] < row["start"])
        assert unescape(before).count(row["surface"]) == earlier.sum()


def test_trace_shows_county_sentence_and_record(ledger):
    label = ledger.index[ledger["surface"] == "14.3%"][0]
    html = trace(ledger, label).data
    assert "平湖" in html and "sentence" in html and html.count("<mark") == 1 and "basis 同比" in html


def test_trace_needs_a_row(ledger):
    with pytest.raises(KeyError, match="has no row"):
        trace(ledger, -1)
