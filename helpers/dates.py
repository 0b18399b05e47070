"""Dates of the text as days of the calendar, resolved backwards from the day of issue."""

import re

import pandas as pd

from helpers.numerals import narrow, read_number

WORDS = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "后": 2}
SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 12)}
TENS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}
PLANS = {"一": 2006, "二": 2011, "三": 2016, "四": 2021, "五": 2026}  # 十三五 is 2016–2020
NUMBER = "([0-9]+|[一二两三四五六七八九十]+)"
YEAR = re.compile("((?:19|20)[0-9]{2})(?=$|[年—–~至到-])|([一二][〇零一二三四五六七八九]{3})年|([今去明后前上当本])年")
MONTHS = re.compile(f"{NUMBER}月?份?(?:[—–~至到、-]+{NUMBER})?(?<!个)月")
FIRST = re.compile(f"[前头]{NUMBER}个月")
QUARTER = re.compile(f"(前|头)?第?{NUMBER}(?:、{NUMBER})?个?季度")
DAYS = re.compile("([0-9]{1,2}|[一二三]?十?[一二三四五六七八九十])[日号](?:[—–~至到-]+(?:([0-9]{1,2})月)?([0-9]{1,2})[日号])?")
FULL = re.compile("([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
SPELL = re.compile("(?=过去|最近|近|今后|未来|.*[来间内]$)(过去|最近|近|今后|未来)?的?([0-9]{1,2}|[一二两三四五六七八九十]+)[多余来几]?(年|个月)(?:以?来|间|内)?")

Span = tuple[pd.Timestamp, pd.Timestamp]


def _number(text: str) -> int:
    """A small number in digits or characters; 二〇二二 digit by digit."""
    if re.fullmatch("[〇零一二三四五六七八九]{4}", text):
        return int("".join(str("〇一二三四五六七八九".find(digit.replace("零", "〇"))) for digit in text))
    number = read_number(text)
    return int(number.value) if number else 0


def _days(year: int, first: int = 1, last: int = 12) -> Span:
    """From the first day of one month to the last day of another; months run on past December."""
    year = min(max(year, 1700), 2200)  # pandas counts in nanoseconds: no dates far from now
    start = pd.Timestamp(year, 1, 1) + pd.DateOffset(months=first - 1)
    return start, pd.Timestamp(year, 1, 1) + pd.DateOffset(months=last) - pd.Timedelta(days=1)


def _year(text: str, issued: pd.Timestamp, anchor: int | None) -> tuple[int, bool]:
    """The year a date names, else the year in mind; and whether it names one."""
    found = YEAR.search(text)
    if not found:
        return (anchor or issued.year), False
    if found[3] == "当":
        return (anchor or issued.year), True
    return (issued.year + WORDS[found[3]] if found[3] else _number(found[1] or found[2])), True


def _months(text: str, issued: pd.Timestamp) -> tuple[int, int] | None:
    """The first and the last month of the part of a year that a date names."""
    if found := FIRST.search(text):
        return 1, _number(found[1])
    if found := QUARTER.search(text):
        low, high = _number(found[2]), _number(found[3] or found[2])
        return (1, 3 * high) if found[1] else (3 * low - 2, 3 * high)
    if "上半年" in text or "下半年" in text:
        return (1, 6) if "上半年" in text else (7, 12)
    if "本月" in text or re.search("上个?月", text):
        month = issued.month - ("上" in text)
        return month, month
    if found := MONTHS.search(text):
        low, high = _number(found[1]), _number(found[2] or found[1])
        return (low, high) if 1 <= low <= 12 and 1 <= high <= 12 else None
    season = re.search("[春夏秋冬](?=季)", text)
    return SEASONS[season[0]] if season else None


def _within(text: str, span: Span) -> Span:
    """Narrow a month or year to the day or the edge that a date names."""
    start, end = span
    if found := DAYS.search(text):
        try:
            first = start.replace(day=_number(found[1]))
            last = first.replace(day=int(found[3]), month=int(found[2] or first.month)) if found[3] else first
        except ValueError:
            return span
        return first, last
    for name, (low, high) in TENS.items():
        if name in text:
            return start.replace(day=low), start.replace(day=min(high, end.day))
    if re.search("[底末]", text):
        return end, end
    return (start, start) if re.search("(?<!年)初|年初", text) else (start, end)


def _special(text: str, issued: pd.Timestamp) -> Span | None:
    """Dates with a form of their own: 2022-06-25, 十四五期间, 90年代, 五年前, 过去20多年, 目前."""
    if found := FULL.findall(text):
        try:
            return pd.Timestamp(*map(int, found[0])), pd.Timestamp(*map(int, found[-1]))
        except ValueError:
            return None
    if plan := re.search("十([一二三四五])五", text):
        return _within(re.sub("期?初", "年初", text), _days(PLANS[plan[1]], 1, 60))
    if decade := re.search("([0-9])0年代", text):
        return _days((1900 if int(decade[1]) > 2 else 2000) + 10 * int(decade[1]), 1, 120)
    if ago := re.fullmatch(f"{NUMBER}年(?:之)?前", text):
        return _days(issued.year - _number(ago[1]))
    if text == "目前":
        return issued, issued
    spell = SPELL.fullmatch(text)
    if not spell:
        return None
    length = pd.DateOffset(**{"years" if spell[3] == "年" else "months": _number(spell[2])})
    return (issued, issued + length) if spell[1] in ("今后", "未来") or text[-1] == "内" else (issued - length, issued)


def date_span(surface: str, issued: pd.Timestamp, anchor: int | None = None) -> Span | None:
    """The first and the last day that a written date means, or None.

    `anchor` is the year in mind when the date names none. A month after the issue date with no year is last
    year's, unless it is a deadline (8月底前). A deadline runs from the issue date.

    Examples
    --------
    >>> date_span("前5个月", pd.Timestamp("2022-06-25"))
    (Timestamp('2022-01-01 00:00:00'), Timestamp('2022-05-31 00:00:00'))
    """
    text = narrow(surface).replace(" ", "")
    if special := _special(text, issued):
        return special
    if "农历" in text:  # the lunar calendar needs tables of its own
        return None
    deadline = text.endswith(("前", "之前", "以前")) and len(text) > 2
    year, named = _year(text, issued, anchor)
    months, rest = _months(text, issued), YEAR.sub("", text)
    if months is None and not named:
        if not re.search("年[初底末]|全年|[0-9一二三十][日号]", rest):
            return None
        months = (issued.month, issued.month) if re.search("[日号]", rest) else None
    span = _days(year, *(months or (1, 12)))
    years = list(YEAR.finditer(text))
    if months is None and len(years) > 1:  # 2021—2025年
        span = span[0], _days(_year(text[years[-1].start() :], issued, anchor)[0])[1]
    start, end = _within(rest, span)
    if not (named or anchor or deadline) and months and start > issued:
        start, end = start - pd.DateOffset(years=1), end - pd.DateOffset(years=1)
    if "以来" in text:
        return start, issued
    return (min(issued, end), end) if deadline else (start, end)


def resolve_dates(ledger: pd.DataFrame, issued: str | pd.Timestamp) -> pd.DataFrame:
    """Give every date, and the period of every quantity, its first and last day.

    Parameters
    ----------
    ledger : pd.DataFrame
        The table of `extract_quantities` or `quantity_ledger`.
    issued : str or pd.Timestamp
        The day of issue; dates without a year are resolved backwards from it.

    Returns
    -------
    pd.DataFrame
        The ledger with `date_from` and `date_to` (datetime64, NaT where the text fixes no day).

    Raises
    ------
    ValueError
        If `issued` is no date.

    Examples
    --------
    >>> from helpers.quantities import extract_quantities
    >>> resolve_dates(extract_quantities("8月底前建成12个。"), "2022-06-25")["date_to"].dt.date.tolist()
    [datetime.date(2022, 8, 31), datetime.date(2022, 8, 31)]
    """
    try:
        issued = pd.Timestamp(issued).normalize()
    except (ValueError, TypeError) as error:
        raise ValueError(f"issued must be a date such as '2022-06-25', not {issued!r}.") from error
    spans = _resolve(ledger, issued)
    columns = {"date_from": [span[0] for span in spans], "date_to": [span[1] for span in spans]}
    return ledger.assign(**{name: pd.Series(days, index=ledger.index, dtype="datetime64[ns]") for name, days in columns.items()})


def _resolve(ledger: pd.DataFrame, issued: pd.Timestamp) -> list[Span]:
    """The span of every row; a year named in a sentence stays in mind until the sentence ends.

    A period that stands in its sentence as a date means what it meant there, whatever year came up in between.
    """
    spans, anchor, place, before, seen = [], None, None, None, {}
    keys = zip(*(ledger[c] if c in ledger else [0] * len(ledger) for c in ("county", "sentence_id")))
    for key, kind, surface, period in zip(keys, ledger["kind"], ledger["surface"], ledger["period"]):
        if key != place:
            place, anchor, before, seen = key, None, None, {}
        text = surface if kind == "date" else period
        span = (kind != "date" and seen.get(text)) or _same_period(text, before) or (date_span(text, issued, anchor) if text else None)
        if kind == "date" and span:
            anchor = span[0].year if YEAR.search(narrow(text)) and not text.endswith("同期") else anchor
            before = seen[text] = span
        spans.append(span or (pd.NaT, pd.NaT))
    return spans


def _same_period(text: str, before: Span | None) -> Span | None:
    """去年同期: the period named before, a year earlier."""
    if not text.endswith("同期") or before is None:
        return None
    return before[0] - pd.DateOffset(years=1), before[1] - pd.DateOffset(years=1)
