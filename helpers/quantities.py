"""The grammar of numeric expressions: where they are, of what kind, and what they say by themselves."""

import csv
import re
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.context import read_context
from helpers.data import DATA, read_list
from helpers.numerals import NAN, narrow, read_number

COLUMNS = "surface start end kind value value_to unit dimension bound change basis status indicator subject period".split()
NUMBERS = {"start": "int64", "end": "int64", "value": "float64", "value_to": "float64"}
NUMERAL = "[零〇一二三四五六七八九十两百千万亿几数半]"
INSIDE = "个(?:半|多|余|来)(?:月|小时|星期|世纪|钟头)"  # 两个半小时, 三个多月: the unit is split in two


class Measure(NamedTuple):
    """What a surface says by itself, without its context."""

    kind: str
    value: float = NAN
    value_to: float = NAN
    unit: str = ""
    dimension: str = ""
    bound: str = "exact"
    scale: float = 1.0


def trie(words) -> str:
    """One regular expression for many words, the longest first; words that start alike share a branch."""
    words = set(words)
    firsts = sorted({word[0] for word in words if word})
    branches = [re.escape(first) + trie(word[1:] for word in words if word[:1] == first) for first in firsts]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in words else "") if branches else ""


def load_units() -> tuple[dict[str, str], set[str]]:
    """data/units.csv: the dimension of every unit, and those that may follow a Chinese numeral (not: 三度, 四方)."""
    with open(DATA / "units.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    dimensions = {row["unit"]: row["dimension"] for row in rows}
    return dimensions, {row["unit"] for row in rows if not row["note"].startswith("digits only")}


def fixed_words() -> str:
    """A pattern that, standing at a numeral, recognises the fixed word around it (统一, 进一步, 一般)."""
    words = {word for line in read_list("fixed_words.txt") for word in line.split()}
    branches: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rest = word[re.search("第|" + NUMERAL + "|^[A-Z]|$", word).start() :]
        branches.setdefault(rest[:1], []).append(rest[1:] + (f"(?<={word})" if rest != word else ""))
    return "|".join(f"{first}(?:{'|'.join(rests)})(?!之[一二两三四五六七八九十])" for first, rests in branches.items() if first)


def load_grammar() -> dict[str, str]:
    """data/grammar.txt: every named piece as a pattern, the references to other pieces resolved."""
    hanzi = trie(hanzi_units)
    pieces = {
        "unit": rf"{INSIDE}|{trie(u for u in UNITS if not re.match('[A-Za-z]', u))}(?:/[一-鿿]{{1,4}})?+|<latin>",
        "hanunit": rf"(?:{INSIDE}|{hanzi}(?:/[一-鿿]{{1,4}})?+)",
        "latin": trie(u for u in UNITS if re.match("[A-Za-z]", u)) + "(?![A-Za-z])",
        "fixed": fixed_words(),
    }
    pieces["unit"] = pieces["unit"].replace("<latin>", pieces["latin"])
    for line in read_list("grammar.txt"):
        name, pattern = line.split(" = ", 1)
        pattern = re.sub("<([a-z]+)>", lambda found: f"(?:{pieces[found[1]]})", pattern)
        pieces[name] = f"{pieces[name]}|{pattern}" if name in pieces else pattern
    return pieces


UNITS, hanzi_units = load_units()
GRAMMAR = load_grammar()
# Every character has one owner: at each character that can begin an expression the alternatives are tried in
# this order, and what is taken is never looked at again.
ORDER = ["fixed", "slogan", "document", "plate", "contact", "date", "ordinal", "name", "quantity"]
TRIGGER = "0-9A-Za-z零〇一二三四五六七八九十两百千万亿几数半第前头今来去明后上下本当全年持过翻特双周星礼农中正早晚凌清傍次昨国“‘「『〔\\[【(（+-"
MASTER = re.compile(
    f"[^{TRIGGER}]*+(?:" + "|".join(f"(?P<{name}>{GRAMMAR[name]})" for name in ORDER) + f"|[A-Za-z]++|{NUMERAL}{{12,}}+|[{TRIGGER}]|\\Z)"
)

SINGLE = re.compile(f"(?P<number>(?:[-+]|零下)?(?:{GRAMMAR['digits']}|{GRAMMAR['hanzi']}))(?P<unit>{GRAMMAR['unit']})?(?P<half>多?半)?(?P<level>级)?")
RANGE = re.compile(f"(?P<low>[-+]?[^至到—–~-]+)(?:{GRAMMAR['dash']})(?P<high>.+)")
SHARES = {"持平": (0, "exact"), "零增长": (0, "exact"), "过半": (50, "over"), "半数": (50, "exact"), "一半": (50, "exact"), "两位数": (10, "over"), "百分之百": (100, "exact"), "百分百": (100, "exact")}
PARTS = re.compile(r"(\d+(?:\.\d+)?|[一二两三四五六七八九十]+)(年|个月|天|个?小时|分钟?|秒)")
IN_FIRST = {("年", "个月"): 12, ("小时", "分"): 60, ("分", "秒"): 60, ("天", "小时"): 24}  # 2小时45分 is 2.75 小时
PEOPLE = re.compile("(?:人口|人数|人次|人员|用户|户数|总数|数量|粉丝|客流|客运量|点赞|弹幕|播放|订单)(?:[^,，。;；0-9]{0,4}|[^,，。;；]{0,20}[增升降减涨扩][至到])$")  # 人口12.3万 is no money
LINK = re.compile("(?:、|,?和|与|及|以及|或|至)(?:[一-鿿]{1,5}?)?")


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
        return number and Measure("quantity", 10 * number.value + extra, 10 * number.value_to, "%", "percent", "over" if tenths[2] else number.bound)
    return None


def read_compound(surface: str) -> Measure | None:
    """A length of time or a sum in two units, in the first of them: 2小时45分, 三年六个月, 一块五."""
    if re.fullmatch("[一二]米[一二三四五六七八九]{1,2}", surface):  # 一米六八
        return Measure("quantity", float(surface.translate(str.maketrans("米一二三四五六七八九", ".123456789"))), NAN, "米", "length")
    if coins := re.fullmatch("(.+)([块毛角元])([一二三四五六七八九1-9])角?", surface):
        return Measure("quantity", read_number(coins[1]).value + read_number(coins[3]).value / 10, NAN, coins[2], "money")
    seconds = re.sub("秒([0-9]{2})$", r".\1秒", surface)  # 38秒42
    parts = PARTS.findall(seconds)
    if len(parts) < 2 and seconds == surface or "".join(number + unit for number, unit in parts) != seconds.replace("零", "").replace("又", ""):
        return None
    value, factor = 0.0, 1.0
    for (number, unit), (_, before) in zip(parts, [parts[0], *parts]):
        factor *= IN_FIRST.get((before.replace("个小", "小").replace("钟", ""), unit.replace("个小", "小").replace("钟", "")), 1)
        value += read_number(number).value / factor
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
                own = own._replace(value=own.value * factor, kind=following.kind, unit=following.unit, dimension=following.dimension, scale=following.scale)
        if own.unit == "" and not PEOPLE.search(plain, max(0, start - 32), start) and ("亿" in plain[start:end] or "万" in plain[start:end] and not re.match("(?![多余][^一-鿿])[一-鿿]", plain[end : end + 2])):
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
    cells = zip(*rows) if rows else [()] * len(COLUMNS)
    return pd.DataFrame({name: np.array(cell, NUMBERS[name]) if name in NUMBERS else pd.array(cell, "str") for name, cell in zip(COLUMNS, cells)})


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
