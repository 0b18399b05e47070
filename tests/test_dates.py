"""Dates: resolved backwards from the day of issue."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import extract_quantities, resolve_dates
from helpers.dates import date_span

ISSUED = pd.Timestamp("2022-06-25")


@pytest.mark.parametrize(
    ("surface", "first", "last"),
    [
        ("前5个月", "2022-01-01", "2022-05-31"), ("1—5月", "2022-01-01", "2022-05-31"), ("8月底前", "2022-06-25", "2022-08-31"),
        ("“十四五”末", "2025-12-31", "2025-12-31"), ("“十四五”期间", "2021-01-01", "2025-12-31"), ("明年", "2023-01-01", "2023-12-31"),
        ("去年同期", "2021-01-01", "2021-12-31"), ("今年以来", "2022-01-01", "2022-06-25"), ("6月23日上午", "2022-06-23", "2022-06-23"),
        ("2021年度", "2021-01-01", "2021-12-31"), ("5月底", "2022-05-31", "2022-05-31"), ("5月上旬", "2022-05-01", "2022-05-10"),
        ("12月", "2021-12-01", "2021-12-31"), ("去年12月", "2021-12-01", "2021-12-31"), ("前三季度", "2022-01-01", "2022-09-30"),
        ("去年第四季度", "2021-10-01", "2021-12-31"), ("上半年", "2022-01-01", "2022-06-30"), ("二〇二二年六月", "2022-06-01", "2022-06-30"),
        ("2021—2025年", "2021-01-01", "2025-12-31"), ("6月23日—7月2日", "2022-06-23", "2022-07-02"), ("2022-06-23", "2022-06-23", "2022-06-23"),
        ("过去20多年", "2002-06-25", "2022-06-25"), ("今后五年", "2022-06-25", "2027-06-25"), ("20世纪90年代", "1990-01-01", "1999-12-31"),
        ("上个月", "2022-05-01", "2022-05-31"), ("年底前", "2022-06-25", "2022-12-31"), ("2012年以来", "2012-01-01", "2022-06-25"),
    ],
)  # fmt: skip
def test_date_span(surface, first, last):
    assert date_span(surface, ISSUED) == (pd.Timestamp(first), pd.Timestamp(last))


@pytest.mark.parametrize("surface", ["近日", "每年", "三年", "9:30", "周六", "13月", "农历九月初九", ""])
def test_no_day_is_invented(surface):
    assert date_span(surface, ISSUED) is None


def test_last_month_of_january_is_december():
    assert date_span("上月", pd.Timestamp("2022-01-10")) == (pd.Timestamp("2021-12-01"), pd.Timestamp("2021-12-31"))


def test_periods_of_quantities():
    table = resolve_dates(extract_quantities("前5个月,全市产值达到686.71亿元。"), "2022-06-25")
    assert table["date_to"].tolist() == [pd.Timestamp("2022-05-31")] * 2
    assert str(table["date_from"].dtype) == "datetime64[ns]"


def test_the_same_period_last_year():
    table = resolve_dates(extract_quantities("前5个月产值6亿元,超过去年同期的80%。"), ISSUED)
    assert table.set_index("surface").loc["去年同期", "date_to"] == pd.Timestamp("2021-05-31")


def test_a_month_takes_the_year_named_before_it():
    table = resolve_dates(extract_quantities("2020年全县产值5亿元,其中3月增长6.0%。"), ISSUED)
    assert table.set_index("surface").loc["3月", "date_from"] == pd.Timestamp("2020-03-01")


def test_every_date_of_the_page_is_resolved(ledger):
    table = resolve_dates(ledger, "2022-06-25")
    dates = table[table["kind"] == "date"]
    assert dates["date_from"].notna().all() and (dates["date_from"] <= dates["date_to"]).all()
    assert len(table) == len(ledger) and table.index.equals(ledger.index)


def test_empty_ledger():
    assert resolve_dates(extract_quantities(""), ISSUED).columns[-2:].tolist() == ["date_from", "date_to"]


@pytest.mark.parametrize("wrong", ["25 o'clock", "二〇二二", object()])
def test_issue_date_must_be_a_date(wrong):
    with pytest.raises(ValueError, match="issued must be a date"):
        resolve_dates(extract_quantities("今年"), wrong)


@given(st.text(alphabet="今去明上前后年月日底初末至到—-、第季度半个旬期以来间0123456789一二三十〇五代世纪农历“”同内过近", max_size=12))
def test_any_text_is_survived(text):
    span = date_span(text, ISSUED)
    assert span is None or all(isinstance(day, pd.Timestamp) for day in span)
