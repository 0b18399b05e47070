"""What an expression says by itself, without the words around it: kind, value, unit, dimension and inner bound."""

import re
from functools import lru_cache
from typing import NamedTuple

from helpers.grammar import GRAMMAR, INSIDE, NUMERAL, UNITS
from helpers.numerals import NAN, read_number

SINGLE = re.compile(
    f"(?P<number>(?:[-+]|零下)?(?:{GRAMMAR['digits']}|{GRAMMAR['hanzi']}))(?P<unit>{GRAMMAR['unit']})?(?P<half>多?半)?(?P<level>级)?"
)
RANGE = re.compile(f"(?P<low>[-+]?[^至到—–~-]+)(?:{GRAMMAR['dash']})(?P<high>.+)")
SHARES = {
    **{"持平": (0, "exact"), "零增长": (0, "exact"), "过半": (50, "over"), "半数": (50, "exact"), "一半": (50, "exact")},
    **{"两位数": (10, "over"), "百分之百": (100, "exact"), "百分百": (100, "exact")},
}
PARTS = re.compile(r"(\d+(?:\.\d+)?|[一二两三四五六七八九十]+)(年|个月|天|个?小时|分钟?|秒)")
IN_FIRST = {("年", "个月"): 12, ("小时", "分"): 60, ("分", "秒"): 60, ("天", "小时"): 24}  # 2小时45分 is 2.75 小时


class Measure(NamedTuple):
    """What a surface says by itself, without its context."""

    kind: str
    value: float = NAN
    value_to: float = NAN
    unit: str = ""
    dimension: str = ""
    bound: str = "exact"
    scale: float = 1.0


def dimension_of(unit: str) -> str:
    """The dimension of a unit; a pair with / that the table does not list is a rate."""
    return UNITS.get(unit, "rate" if "/" in unit else "")


def read_share(surface: str) -> Measure | None:
    """Shares of a whole in per cent (百分之六十, 三分之一, 七成五, 一半) and doublings (翻一番)."""
    if surface in SHARES:
        return Measure("quantity", SHARES[surface][0], NAN, "%", "percent", SHARES[surface][1])
    if doubling := re.fullmatch("翻了?[近约超]?(.*)番", surface):
        return Measure("quantity", read_number(doubling[1] or "1").value, NAN, "番", "ratio")
    if fraction := re.fullmatch("(.+)分之(.+)|([0-9]+)/([0-9]+)", surface):
        low, high = read_number(fraction[1] or fraction[4]), read_number(fraction[2] or fraction[3])
        return Measure("quantity", 100 * high.value / low.value, NAN, "%", "percent") if low and high and low.value else None
    if tenths := re.fullmatch("(.+?)([多余]?)成([一二三四五六七八九半]?)", surface):
        number = read_number(tenths[1])
        extra = 5 if tenths[3] == "半" else read_number(tenths[3]).value if tenths[3] else 0
        bound = "over" if tenths[2] else number and number.bound
        return number and Measure("quantity", 10 * number.value + extra, 10 * number.value_to, "%", "percent", bound)
    return None


def read_compound(surface: str) -> Measure | None:
    """A length of time or a sum in two units, in the first of them: 2小时45分, 三年六个月, 一块五."""
    if re.fullmatch("[一二]米[一二三四五六七八九]{1,2}", surface):  # 一米六八
        return Measure("quantity", float(surface.translate(str.maketrans("米一二三四五六七八九", ".123456789"))), NAN, "米", "length")
    if coins := re.fullmatch("(.+)([块毛角元])([一二三四五六七八九1-9])角?", surface):
        number = read_number(coins[1])
        return number and Measure("quantity", number.value + read_number(coins[3]).value / 10, NAN, coins[2], "money")
    seconds = re.sub("秒([0-9]{2})$", r".\1秒", surface)  # 38秒42
    parts = PARTS.findall(seconds)
    whole = "".join(number + unit for number, unit in parts)
    if len(parts) < 2 and seconds == surface or whole != seconds.replace("零", "").replace("又", ""):
        return None
    numbers = [read_number(number) for number, _ in parts]
    if not all(numbers):
        return None
    value, factor = 0.0, 1.0
    for number, (_, unit), (_, before) in zip(numbers, parts, [parts[0], *parts]):
        factor *= IN_FIRST.get((before.replace("个小", "小").replace("钟", ""), unit.replace("个小", "小").replace("钟", "")), 1)
        value += number.value / factor
    return Measure("duration", value, NAN, parts[0][1], "time")


def read_single(surface: str) -> Measure | None:
    """One number with its unit: 2.5万吨标煤, 40余家, 一年半, 千亿级, 12,500."""
    found = SINGLE.fullmatch("一" + surface[1:] if surface[0] == "半" else surface)
    number = found and read_number(found["number"].replace("零下", "-"))
    if not number:
        return None
    unit, bound, half = found["unit"] or "", number.bound, 0.5 * bool(found["half"]) - 0.5 * (surface[0] == "半")
    if re.match(INSIDE, unit):
        half += 0.5 * (unit[1] == "半")
        bound = {"半": bound, "来": "about"}.get(unit[1], "over")
        unit = "个" + unit[2:]
    if found["level"] or unit == "级" and number.value >= 1e4:  # a size class
        unit, bound = unit.replace("级", ""), "over" if bound == "exact" else bound
    scale = re.search(f"[0-9]({GRAMMAR['scale']})", surface)
    dimension = dimension_of(unit)
    kind = "duration" if dimension == "time" else "quantity"
    factor = read_number("1" + scale[1]).value if scale else 1.0
    return Measure(kind, number.value + half, number.value_to, unit, dimension, bound, factor)


def read_range(surface: str) -> Measure | None:
    """A range: the first number borrows unit and multiplier from the second where it has none."""
    found = RANGE.fullmatch(surface)
    low, high = (measure(found["low"]), measure(found["high"])) if found else (None, None)
    if not low or not high:
        return None
    if low.unit not in ("", high.unit):
        return None
    factor = high.scale if low.scale == 1.0 and not low.unit else 1.0
    factor = 10.0 if surface[-1] == "成" and not low.unit else factor  # 六到七成
    return high._replace(value=low.value * factor, value_to=high.value, bound="exact")


@lru_cache(maxsize=1 << 15)
def measure(surface: str) -> Measure | None:
    """Read a whole expression by itself: kind, value, value_to, unit, dimension and its inner bound.

    Examples
    --------
    >>> measure("2.5万吨标煤")[:5]
    ('quantity', 25000.0, nan, '吨标煤', 'energy_mass')
    """
    if len(surface) > 40:
        return None
    return read_share(surface) or read_compound(surface) or read_range(surface) or read_single(surface)


@lru_cache(maxsize=1 << 12)
def rank(surface: str) -> Measure:
    """An ordinal: 第5位, 第二批, 三等奖, 前三 (1 to 3), 1. at the head of a list."""
    found = re.search(f"([0-9]+[万亿]?|{NUMERAL}+)(?:(?:{GRAMMAR['dash']})([0-9]+))?(.*)", surface)
    number = read_number(found[1])
    value, unit = number.value if number else NAN, "" if surface[0] in "(（0123456789" and "奖" not in surface else found[3]
    if surface[0] == "前":
        return Measure("ordinal", 1.0, value, unit, "rank")
    return Measure("ordinal", value, float(found[2]) if found[2] else NAN, unit, "rank")
