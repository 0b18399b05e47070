"""The grammar of numeric expressions: spans, kinds, values and units."""

import csv
import re
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from helpers import context
from helpers.numerals import ARABIC, DATA, HANZI, MORE, SCALE, narrow, read_number, trie

COLUMNS = ["surface", "start", "end", "kind", "value", "value_to", "unit", "dimension", "bound", "change", "basis", "status", "indicator", "subject", "period"]
NAN = float("nan")


def load_units() -> dict[str, str]:
    """data/units.csv as a dictionary from unit to dimension."""
    with open(DATA / "units.csv", encoding="utf-8", newline="") as file:
        return {row["unit"]: row["dimension"] for row in csv.DictReader(file)}


def digit_units() -> set[str]:
    """The units that count only after digits: 3度 is a measure, 三度 mostly is not."""
    with open(DATA / "units.csv", encoding="utf-8", newline="") as file:
        return {row["unit"] for row in csv.DictReader(file) if row["note"].startswith("digits only")}


def fixed_words() -> str:
    """A pattern that, standing at a numeral, recognises the fixed word around it (统一, 进一步, 一般)."""
    lines = (DATA / "fixed_words.txt").read_text(encoding="utf-8").splitlines()
    words = {word for line in lines if not line.startswith("#") for word in line.split()}
    by_rest: dict[str, list[str]] = {}
    for word in words:
        first = re.search("第|" + NUMERAL + "|^[A-Z]", word)
        if first:
            by_rest.setdefault(word[first.start() :], []).append(word)
    branches: dict[str, list[str]] = {}
    for rest in sorted(by_rest, key=len, reverse=True):
        for word in sorted(by_rest[rest], key=len, reverse=True):
            look = f"(?<={word})" if word != rest else ""
            branches.setdefault(rest[0], []).append(rest[1:] + look)
    return "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in branches.items())


# 1. Units ----------------------------------------------------------------------------------------
NUMERAL = "[零〇一二三四五六七八九十两百千万亿几数半]"
UNITS = load_units()
LETTER = "(?![A-Za-z])"
_ANY = trie(u for u in UNITS if not u.isascii() or u == "%")
_LATIN = trie(u for u in UNITS if u.isascii() and u != "%") + LETTER
_HAN = trie(set(UNITS) - digit_units())
INSIDE = "个(?:半|多|余|来)(?:月|小时|星期|世纪|钟头)"
SPLIT = "(?:/[一-鿿]{1,4})?+"  # 元/亩; the table need not list every pair
UNIT = rf"(?:{INSIDE}|{_ANY}{SPLIT}|{_LATIN})"
HAN_UNIT = rf"(?:{INSIDE}|{_HAN}{SPLIT})"
HALF = "(?:半(?![数导径夜岛])|(?<=年)多半)"
CLASS = "企业|产业|平台|项目|园区|集群|投资|规模|市场|俱乐部|大关|能级|工程|赛道|县|镇|村|”"

# 2. Quantities -----------------------------------------------------------------------------------
DIGITS = rf"{ARABIC} ?(?:{MORE})?(?:{SCALE}(?:[0-9]{{1,4}}(?:\.[0-9]+)?[万千]|(?<=万)[0-9]{{3,4}})?)?(?:{MORE})? ?"
HANZI_NUMBER = rf"{HANZI}(?:{MORE})?"
DASH = "(?:至|到|—{1,2}|–|-{1,2}|~)"
SIGN = "(?:(?<![0-9A-Za-z])[-+](?=[0-9]))?"
MEASURED = rf"(?:{DIGITS}(?:{UNIT}(?:{HALF})?)?|{HANZI_NUMBER}{HAN_UNIT}(?:{HALF})?)级?(?![别联])|{DIGITS}(?:{UNIT})?"
RANGE = rf"(?:{DIGITS}(?:{UNIT})?{DASH}{SIGN}{DIGITS}(?:{UNIT})?|{HANZI_NUMBER}(?:{HAN_UNIT})?{DASH}{HANZI_NUMBER}{HAN_UNIT})"
SIZE = rf"(?:[几数]?[十百千万]{{1,3}}亿|[几数]?[百千万]?万亿|[百千万亿]{{1,2}})(?:级|(?={CLASS}))"
HALVES = r"半个?(?:小时|年(?!级)|月|世纪|公里|斤|个百分点)|(?<!过)半天"
PER_CENT = r"百分之[零一二三四五六七八九十百]+(?:点[零一二三四五六七八九]+)?|[一二三四五六七八九十百千万]+分之[一二三四五六七八九十百千万两]+|[0-9]{1,3}分之[0-9]{1,3}|[0-9]{1,2}/[0-9]{1,2}(?![0-9/])"
TENTHS = r"[一二两三四五六七八九][多余]?成(?:[一二三四五六七八九半](?![十百千万亿个]))?(?![立为功果绩员都本效长品熟群语])|[一二三四五六七八][二三四五六七八九]成(?![立为])"
DOUBLING = r"翻了?[近约超]?(?:[一两二三四五1-9])?番"
WORDS = r"持平|零增长|过半(?!年|个|天)|半数|一半|两位数|三位数|四位数"
QUANTITY = rf"{WORDS}|{PER_CENT}|{TENTHS}|{DOUBLING}|{SIGN}(?:{RANGE}|{SIZE}|{HALVES}|{MEASURED})"

# 3. Dates ----------------------------------------------------------------------------------------
_N = "(?:[0-9]{1,2}|[一二三四五六七八九十两]{1,3})"
MONTH = rf"(?:[0-9]{{1,2}}|十[一二]?|[一二三四五六七八九])(?: ?月?份?{DASH}| ?月?、)?(?<![十百])(?:[0-9]{{1,2}})? ?月份?(?![均薪租饼球龄嫂子])"
DAY = rf"(?:[0-9]{{1,2}}|[一二三]?十?[一二三四五六七八九十]) ?[日号](?:{DASH}(?:[0-9]{{1,2}}月)?[0-9]{{1,2}}[日号])?"
CLOCK = "(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚间|晚|早)?(?:[0-9]{1,2}[时点](?:[0-9]{1,2}分|半|整)?|[0-9]{1,2}:[0-9]{2}(?![0-9:]))|凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚间|晚(?!会)"
QUARTER = "(?:前|头)?(?:第?[一二三四1-4](?:、[二三四])?|[两三]个?|上|本)季度"
EDGE = "年?(?:初|中|底|末)(?!端|心|期|步|级|始|稻|尾)"
PART = rf"全年|[上下]半年|[前头后]{_N}个月|{QUARTER}|{MONTH}(?:{DAY}|上旬|中旬|下旬|月?[初中底末](?!期|步))?(?: ?(?:{CLOCK}))?"
YEAR = r"(?:(?:19|20)[0-9]{2}|[一二][零〇一二三四五六七八九]{3}) ?年(?![级轻龄代])"
YEARS = rf"(?:19|20)[0-9]{{2}}年?(?:{DASH})(?:19|20)[0-9]{{2}}(?: ?年度?|学年)|{YEAR}(?:{DASH}{YEAR})?|[今去明当本]年(?![级轻龄纪度])|[后前上]年(?![级轻龄纪均产代华])"
TAIL = "(?:以来|以前|之前|前(?![往进来去后期景沿列端夕三0-9一二两三四五六]))?"
PLAN = "[“]?十[一二三四五]五[”]?(?:末|初|期末|期间|时期|以来|期初)"
DATE = rf"(?:(?:{YEARS})(?: ?(?:{PART}|{EDGE}|度(?!过|假)|同期|春季|夏季|秋季|冬季))?|{PART}|年[初底末](?!端)|本月[初中底末]?|上个?月[初中底末]?|{PLAN}){TAIL}"
DATE += r"|(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![0-9])|[0-9]{1,2}日(?=上午|下午|晚|凌晨|中午|起|,|，|、|电|讯|从|在|召|举|至)|(?:20世纪)?[0-9]{2}年代|21世纪"
DATE += r"|(?:上午|下午)[0-9]{1,2}(?:[时点](?:[0-9]{1,2}分|半)?|:[0-9]{2})|[0-9]{1,2}(?:[时点][0-9]{1,2}分|时(?![间长代刻期速])|:[0-9]{2}(?![0-9:%]))|20[0-9]{2}(?![0-9.,%/+×-])(?![年个家项万亿元多余])"

# 4. Ordinals -------------------------------------------------------------------------------------
_RANK = "等奖|位|批次?|次|名|届|期|轮|个|条|章|节|代|站|家|例|产业|梯队|方阵|天|年|场|件|只|台|组|类|级|层|集|师|回|大|张|座|版|款|项"
ORDINAL = rf"第(?:[0-9]++(?:{DASH}[0-9]++)?|[零一二三四五六七八九十百千]++)(?:{_RANK})?|[特一二三四1-9]等奖|前(?:[0-9]{{1,3}}|[三五十]|百|[二三]?十)(?:名|位|强|大|(?![0-9.,%个年天季次两周届后万分]))|[一二三四五]期(?![间限待货望])|[一二三四五]级(?=响应|保护|预警|标准)"
ORDINAL += r"|(?<![^\n。;；:：!！?？])(?:[0-9]{1,2}(?:\.(?![0-9])|、)|[(（][0-9]{1,2}[)）])"

# 5. Names ----------------------------------------------------------------------------------------
_CODE = r"[A-Za-z0-9]"
URL = r"(?:https?://|www\.)[A-Za-z0-9%._~/?#@!$&*+=:;-]++|[A-Za-z0-9._+-]{1,40}@[A-Za-z0-9.-]++"
PHONE = r"0[0-9]{2,3}-[0-9]{7,8}(?![0-9])|1[3-9][0-9]{9}(?![0-9])|400-?[0-9]{3,4}-?[0-9]{3,4}(?![0-9])|(?:110|119|120|122|12345|12315|114)(?=热线|电话|平台|急救|报警)"
FORMULA = r"[0-9A-Za-z]++(?:[+][0-9A-Za-z]++)++|[0-9]++[×xX*][0-9]++(?:小时|天)?|[0-9]{1,2}·[0-9]{1,2}(?!%)|[0-9]++(?:\.[0-9]++){2,}+|[0-9]++(?:比|:)[0-9]++(?:(?:比|:)[0-9]++)*+"
LABEL = rf"[0-9]0后|[0-9]5后|[0-9]+号(?:线|楼|院|门|馆|机组|文件|公告|地块)?|(?:[0-9]+|百|千)强(?!制|化|大|度|调|势|力)|[0-9]\.0(?:版本?|时代)?(?!%|[0-9])|十[一二三四五]五(?!个|家|岁|年|项|条|名)|(?:十[八九]|二十)大(?!量)|十[八九]届[一二三四五六七]中全会|双1[12]|[0-9]{{8,}}+(?![.,]?[0-9万亿%个元])|0[0-9]++(?![.0-9])"
LETTERED = rf"[0-9]++(?:\.[0-9]++)?(?!{_LATIN})[A-Za-z]++{_CODE}*+|[A-Za-z]++[-]?[0-9]++(?:[.-]?{_CODE}++)*+(?!{SCALE}|{UNIT})"
NAME = rf"{URL}|{PHONE}|{FORMULA}|{LABEL}|{LETTERED}"
RATIO = r"[0-9]++(?:\.[0-9]++)?(?:(?:比[0-9]++(?:\.[0-9]++)?)++|(?::[0-9]++(?:\.[0-9]++)?){2,}+|:[0-9]++\.[0-9]++|(?<=[0-9]\.[0-9]):[0-9]++|(?<=[0-9]\.[0-9][0-9]):[0-9]++)"
DOCUMENT = r"[〔\[【(（](?:19|20)[0-9]{2}[〕\]】)）]第?[0-9]++号"
STOPS = "“”‘’「」『』,，。;；、:：!！?？\n"
FIXED = fixed_words()
# A quoted name holds a numeral and no punctuation, and is neither a bare measure nor a size class.
SLOGAN = (
    rf"(?=[^{STOPS}]{{1,18}}[”’」』])(?!第|[百千万]{{0,2}}亿级?[一-鿿]{{0,4}}[”’」』]|[百千万]{{1,2}}级|{HANZI}(?:{HAN_UNIT})?[”’」』])"
    rf"(?![^{STOPS}]{{0,14}}[0-9](?:{UNIT}|[年月日]))(?:{FIXED}|[^{STOPS}0-9零一二三四五六七八九十两百千万亿])*+[^{STOPS}][^{STOPS}]*+"
)

# 6. The one pattern ------------------------------------------------------------------------------
# Every character has one owner: alternatives are tried in this order at each character that can begin
# one, and what is taken is never looked at again.
TRIGGER = r"0-9A-Za-z零〇一二三四五六七八九十两百千万亿几数半第前头后今去明上下本当全年持过翻特双“‘「『〔\[【(（+-"
MASTER = re.compile(
    rf"[^{TRIGGER}]*+(?:(?P<skip>{FIXED})|[“‘「『](?P<slogan>{SLOGAN})|(?P<document>{DOCUMENT})|(?P<contact>{URL}|{PHONE})"
    rf"|(?P<ratio>{RATIO})|(?P<date>{DATE})|(?P<ordinal>{ORDINAL})|(?P<name>{NAME})|(?P<quantity>{QUANTITY})|[A-Za-z]++|{NUMERAL}{{12,}}+|[{TRIGGER}]|\Z)"
)
KINDS = {"slogan": "name", "document": "name", "contact": "name", "ratio": "name", "name": "name", "date": "date", "ordinal": "ordinal"}


class Measure(NamedTuple):
    """What a surface says by itself, without its context."""

    kind: str
    value: float = NAN
    value_to: float = NAN
    unit: str = ""
    dimension: str = ""
    bound: str = "exact"
    scale: float = 1.0


_SINGLE = re.compile(rf"(?P<number>[-+]?(?:{DIGITS}|{HANZI_NUMBER}))(?P<unit>{UNIT})?(?P<half>年?多?半)?(?P<level>级)?")
_RANGE = re.compile(rf"(?P<low>[-+]?[^至到—–~-]+){DASH}(?P<high>.+)")
_SCALE_END = re.compile(rf"[0-9]({SCALE})")
_WORDS = {"持平": (0, "exact"), "零增长": (0, "exact"), "过半": (50, "over"), "半数": (50, "exact"), "一半": (50, "exact"), "两位数": (10, "over")}


def _dimension(unit: str) -> str:
    """The dimension of a unit; a pair that the table does not list is a price or a rate."""
    if unit in UNITS:
        return UNITS[unit]
    return "rate" if "/" in unit else ""


def _share(surface: str) -> Measure | None:
    """Shares of a whole in per cent: 百分之六十, 三分之一, 七成五, 一半."""
    if surface in _WORDS:
        value, bound = _WORDS[surface]
        return Measure("quantity", value, NAN, "%", "percent", bound)
    fraction = re.fullmatch("(.+)分之(.+)|([0-9]+)/([0-9]+)", surface)
    if fraction:
        low, high = (read_number(part) for part in (fraction[1] or fraction[4], fraction[2] or fraction[3]))
        if low and high and low.value:
            return Measure("quantity", 100 * high.value / low.value, NAN, "%", "percent")
    tenths = re.fullmatch("(.+?)([多余]?)成([一二三四五六七八九半]?)", surface)
    if tenths and (number := read_number(tenths[1])):
        extra = 5 if tenths[3] == "半" else read_number(tenths[3]).value if tenths[3] else 0
        bound = "over" if tenths[2] else number.bound
        return Measure("quantity", 10 * number.value + extra, 10 * number.value_to, "%", "percent", bound)
    return None


def _single(surface: str) -> Measure | None:
    """One number with its unit: 2.5万吨标煤, 40余家, 一年半, 千亿级, 12,500."""
    found = _SINGLE.fullmatch(surface)
    half = 0.0
    if surface[0] == "半":
        found, half = _SINGLE.fullmatch("一" + surface[1:]), -0.5
    if not found or not (number := read_number(found["number"].replace(" ", ""))):
        return None
    unit, bound = (found["unit"] or ""), number.bound
    if len(unit) > 1 and unit[1] in "半多余来" and unit[0] == "个":
        half, bound = (0.5 if unit[1] == "半" else half), ({"半": bound, "来": "about"}.get(unit[1], "over"))
        unit = "个" + unit[2:]
    if found["half"]:
        half = 0.5
    if unit == "级" and number.value >= 1e4:
        unit, bound = "", "over"
    if found["level"] and bound == "exact":
        bound = "over"
    if not unit and "亿" in surface:
        unit = "元"
    scale = _SCALE_END.search(surface)
    kind = "duration" if _dimension(unit) == "time" else "quantity"
    return Measure(kind, number.value + half, number.value_to, unit.replace("％", "%"), _dimension(unit), bound, read_number("1" + scale[1]).value if scale else 1.0)


def _range(surface: str) -> Measure | None:
    """A range: the first number borrows unit and multiplier from the second where it has none."""
    found = _RANGE.fullmatch(surface)
    if not found:
        return None
    low, high = _single(found["low"]), _single(found["high"])
    if not low or not high:
        return None
    factor = high.scale if low.scale == 1.0 and not low.unit else 1.0
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
    doubling = re.fullmatch("翻了?[近约超]?(.*)番", surface)
    if doubling:
        number = read_number(doubling[1] or "1")
        return Measure("quantity", number.value, NAN, "番", "ratio")
    return _share(surface) or _range(surface) or _single(surface)


@lru_cache(maxsize=1 << 12)
def rank(surface: str) -> Measure:
    """An ordinal: 第5位, 第二批, 三等奖, 前三 (1 to 3), 1. at the head of a list."""
    found = re.search(f"([0-9]+|{NUMERAL}+)(?:{DASH}([0-9]+))?(.*)", surface)
    number = read_number(found[1])
    if number is None:
        return Measure("ordinal", dimension="rank")
    unit = "" if surface[0] in "(（0123456789" else found[3]
    if surface[0] == "前":
        return Measure("ordinal", 1.0, number.value, unit or "位", "rank")
    return Measure("ordinal", number.value, float(found[2]) if found[2] else NAN, unit, "rank")


LICENCE = re.compile("(?:每[^,，。;；、]{1,8}|(?:仅|只|平均|唯一|共(?![同建享产青识治富]))[^,，。;；、]{0,6})$")
LINKS = {"、", "和", "与", "及", "以及", "或"}


def _is_article(plain: str, start: int, surface: str, found: Measure) -> bool:
    """一 before a classifier is an article (一批, 一项任务) unless 每, 仅, 只, 共, 平均 or 唯一 asks how many."""
    return surface[0] == "一" and found.value == 1 and found.dimension == "count" and not LICENCE.search(plain, max(0, start - 12), start)


def find_spans(plain: str) -> list[tuple[int, int, str, Measure | None]]:
    """All expressions of a narrowed text, in order and without overlap: (start, end, kind, measure)."""
    spans: list = []
    for match in MASTER.finditer(plain):
        group = match.lastgroup
        if group is None or group == "skip":
            continue
        start, end = match.span(group)
        if group == "document":
            start = _document_start(plain, start, spans[-1][1] if spans else 0)
        if group != "quantity":
            spans.append((start, end, KINDS[group], rank(match[group]) if group == "ordinal" else None))
            continue
        surface = match[group].rstrip(" ")
        found = measure(surface)
        if found is None and any(c.isdigit() and c.isascii() for c in surface):
            spans.append((start, start + len(surface), "name", None))
        elif found and not _is_article(plain, start, surface, found):
            spans.append((start, start + len(surface), found.kind, found))
    return spans


def _document_start(plain: str, start: int, floor: int) -> int:
    """A document number starts with the issuer's abbreviation: 浙政发〔2021〕15号."""
    issuer = re.search("(?<![一-鿿])[一-鿿]{1,5}$|(?<=[号据照见的])[一-鿿]{1,5}$", plain[max(floor, start - 8) : start])
    return start - len(issuer[0]) if issuer else start


def share_units(plain: str, spans: list) -> list:
    """Give the unit of the last number of a list to those before it: 21.3、15.2和9.8亿元, 0.4个和2.4个百分点."""
    for i in range(len(spans) - 2, -1, -1):
        (start, end, kind, own), (after, _, _, next_one) = spans[i], spans[i + 1]
        if own is None or next_one is None or after - end > 2 or plain[end:after] not in LINKS:
            continue
        if own.unit == "" or own.unit == "个" and next_one.unit == "个百分点":
            factor = next_one.scale if own.scale == 1.0 else 1.0
            spans[i] = (start, end, next_one.kind, own._replace(value=own.value * factor, kind=next_one.kind, unit=next_one.unit, dimension=next_one.dimension, scale=next_one.scale))
    return spans


def extract_quantities(text: str) -> pd.DataFrame:
    """Find every numeric expression of a text and read it.

    Parameters
    ----------
    text : str
        Any text: a sentence, a dispatch, an archive. Linear in its length.

    Returns
    -------
    pd.DataFrame, one row per expression in text order
        `surface` (str), `start, end` (int64, offsets: `text[start:end] == surface`), `kind` (str: quantity, date,
        duration, ordinal, name), `value, value_to` (float64, in `unit`, multipliers in; NaN where none), `unit,
        dimension` (str, data/units.csv), `bound` (exact, about, over, under), `change` (level, up, down, flat),
        `basis`, `status` (actual, target, plan), `indicator`, `subject`, `period` (str, empty where the text says none).

    Raises
    ------
    TypeError
        If `text` is no str.

    Examples
    --------
    >>> table = extract_quantities("前5个月,产值686.71亿元,同比增长14.3%。")
    >>> table[["surface", "kind", "unit", "change"]].values.tolist()
    [['前5个月', 'date', '', 'level'], ['686.71亿元', 'quantity', '元', 'level'], ['14.3%', 'quantity', '%', 'up']]
    """
    if not isinstance(text, str):
        raise TypeError(f"extract_quantities reads a str, not {type(text).__name__}: pass the text of one dispatch.")
    plain = narrow(text)
    spans = share_units(plain, find_spans(plain))
    contexts = context.read_context(text, plain, spans)
    blank = Measure("", NAN)
    rows = []
    for (start, end, kind, found), around in zip(spans, contexts):
        found = found or blank
        rows.append((text[start:end], start, end, kind, *found[1:5], *around))
    table = pd.DataFrame(rows, columns=COLUMNS)
    numbers = {"start": "int64", "end": "int64", "value": "float64", "value_to": "float64"}
    return table.astype({column: numbers.get(column, "str") for column in COLUMNS})
