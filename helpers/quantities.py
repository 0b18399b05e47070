"""Where the numeric expressions of a text are, and the ledger of them."""

import re

import numpy as np
import pandas as pd

from helpers.context import read_context
from helpers.grammar import MASTER
from helpers.numerals import narrow
from helpers.surface import RANGE, Measure, measure, rank

COLUMNS = "surface start end kind value value_to unit dimension bound change basis status indicator subject period".split()
NUMBERS = {"start": "int64", "end": "int64", "value": "float64", "value_to": "float64"}
# 人口12.3万 is no money.
PEOPLE = re.compile(
    "(?:人口|人数|人次|人员|用户|户数|总数|数量|粉丝|客流|客运量|点赞|弹幕|播放|订单)"
    "(?:[^,，。;；0-9]{0,4}|[^,，。;；]{0,20}[增升降减涨扩][至到])$"
)
NOUN_AFTER = re.compile("(?![多余](?:[^一-鿿]|$))[一-鿿]")
LINK = re.compile("(?:、|,?和|与|及|以及|或|至)(?:[一-鿿]{1,5}?)?")
LICENCE = re.compile("(?:每[^,，。;；、]{1,8}|(?:仅|只|平均|唯一|共(?![同建享产青识治富]))[^,，。;；、]{0,6})$")
ISSUER = re.compile("(?:(?<![一-鿿])|(?<=[号据照见的]))[一-鿿]{1,5}$")


def is_article(plain: str, start: int, found: Measure) -> bool:
    """一 before a classifier is an article (一批, 一项任务) unless 每, 仅, 只, 共, 平均 or 唯一 asks how many."""
    if plain[start] != "一" or found.value != 1 or found.dimension != "count":
        return False
    return not LICENCE.search(plain, max(0, start - 12), start)


def find_spans(plain: str) -> list[tuple[int, int, str, Measure | None]]:
    """All expressions of a narrowed text, in order and without overlap: (start, end, kind, measure)."""
    spans: list = []
    for match in MASTER.finditer(plain):
        group = match.lastgroup
        if group is None or group == "fixed":
            continue
        start, end = match.span(group)
        found, kind = None, group if group in ("date", "ordinal") else "name"
        if group == "slogan":
            start += 1
        elif group == "plate":
            start -= 1
        elif group == "document" and (issuer := ISSUER.search(plain, max(start - 8, spans[-1][1] if spans else 0), start)):
            start = issuer.start()
        elif group == "ordinal":
            found = rank(match[group])
        elif group == "quantity":
            surface = re.sub("(?<=[万千百十亿0-9])[多余来几] ?$| +$", "", match[group])
            surface = surface.removesuffix("人") if plain.startswith("口", match.end()) else surface  # 2.3万|人口
            end, found = start + len(surface), measure(surface)
            first = RANGE.fullmatch(surface) if found is None else None
            if first and (low := measure(first["low"])) and (high := measure(first["high"])):  # 下滑4.7个百分点至11.2%
                spans.append((start, start + first.end("low"), low.kind, low))
                start, found = start + first.start("high"), high
            kind = found.kind if found else "name"
            if found is None and not re.search("[0-9]", surface) or found and is_article(plain, start, found):
                continue
        spans.append((start, end, kind, found))
    return spans


def share_units(plain: str, spans: list) -> list:
    """Give the unit of the last number of a list to those before it (21.3、15.2和9.8亿元, 0.4个和2.4个百分点); then
    an amount in 亿, or one in 万 that ends its clause, without a unit is in 元."""
    for i in range(len(spans) - 1, -1, -1):
        start, end, kind, own = spans[i]
        if own is None or own.kind == "ordinal":
            continue
        after, following = (spans[i + 1][0], spans[i + 1][3]) if i + 1 < len(spans) else (end, None)
        if following and following.unit and (own.unit == "" or own.unit == "个" and following.unit == "个百分点"):
            if after - end <= 7 and LINK.fullmatch(plain, end, after):
                factor = following.scale if own.scale == 1.0 else 1.0
                own = following._replace(value=own.value * factor, value_to=own.value_to, bound=own.bound)
        sum_of_money = "亿" in plain[start:end] or "万" in plain[start:end] and not NOUN_AFTER.match(plain, end, end + 2)
        if own.unit == "" and sum_of_money and not PEOPLE.search(plain, max(0, start - 32), start):
            own = own._replace(unit="元", dimension="money")
        spans[i] = (start, end, own.kind, own)
    return spans


def extract_quantities(text: str) -> pd.DataFrame:
    """Find every numeric expression of a text and read it.

    Parameters
    ----------
    text : str
        Any text: a sentence, a dispatch, an archive. The time is linear in its length.

    Returns
    -------
    pd.DataFrame, one row per expression in text order
        `surface` (str), `start, end` (int64, `text[start:end] == surface`), `kind` (str: quantity, date, duration,
        ordinal, name), `value, value_to` (float64, in `unit`, multipliers in; NaN where none), `unit, dimension`
        (str, see data/units.csv), `bound` (exact, about, over, under), `change` (level, up, down, flat), `basis`,
        `status` (actual, target, plan), `indicator, subject, period` (str, empty where the text says none).

    Raises
    ------
    TypeError
        If `text` is no str.

    Examples
    --------
    >>> extract_quantities("产值686.71亿元,同比增长14.3%。")[["surface", "value", "unit", "change"]].values.tolist()
    [['686.71亿元', 68671000000.0, '元', 'level'], ['14.3%', 14.3, '%', 'up']]
    """
    return quantity_table(read_quantities(text))


def quantity_table(rows: list[tuple]) -> pd.DataFrame:
    """The rows of `read_quantities` as the table of `extract_quantities`."""
    columns = zip(COLUMNS, zip(*rows) if rows else [()] * len(COLUMNS))
    arrays = {name: np.array(cells, NUMBERS[name]) if name in NUMBERS else pd.array(cells, "str") for name, cells in columns}
    return pd.DataFrame(arrays)


def read_quantities(text: str) -> list[tuple]:
    """The numeric expressions of a text, one tuple each, in the order of the columns."""
    if not isinstance(text, str):
        raise TypeError(f"extract_quantities reads a str, not {type(text).__name__}: pass the text of one dispatch.")
    plain = narrow(text)
    spans = share_units(plain, find_spans(plain))
    rows = []
    for (start, end, kind, found), around in zip(spans, read_context(text, plain, spans)):
        _, value, value_to, unit, dimension, *_ = found or Measure(kind)
        if unit and not unit.isascii() and plain[start:end].endswith(unit):
            unit = text[end - len(unit) : end]  # as written: 噸 stays 噸
        dimension = "rank" if unit == "位" and around[1] != "level" else dimension  # 前移2位
        rows.append((text[start:end], start, end, kind, value, value_to, unit, dimension, *around))
    return rows
