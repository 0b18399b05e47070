"""Number forms and their values: 1.35万亿, 3亿2600万, 四十五, 十几, 半, 三分之一, 百分之六十."""

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import cn2an

DATA = Path(__file__).resolve().parent.parent / "data"

# One character for one character, so that every offset into the text stays true.
WIDTHS = str.maketrans(
    "０１２３４５６７８９．％＋～﹣－−∶︰：萬億兩餘幾數點個號戶條項種級層週時鐘歲畝噸場間業實現達約過為減漲較長預計",
    "0123456789.%+~---:::万亿两余几数点个号户条项种级层周时钟岁亩吨场间业实现达约过为减涨较长预计",
)
WIDE = re.compile("[０-９．％＋～﹣－−∶︰：萬億兩餘幾數點個號戶條項種級層週時鐘歲畝噸場間業實現達約過為減漲較長預計]")

# The pieces of a number, to be built into larger patterns. `++` never gives back what it took: linear time.
DIGIT = "[0-9]"
ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?+"
CHINESE = "[零〇一二三四五六七八九两十百千万亿几数]"
# 千 belongs to the unit in 千瓦时, 千米, 千克.
THOUSAND = r"千(?![瓦克米伏升卡焦帕赫])"
SCALE = rf"(?:万亿|[十百千]万亿?|[十百]亿|千亿|[万亿]|{THOUSAND}|百(?!分))"
MORE = r"(?:余|多(?![元样功]化|功能|方|地)|来(?![自源到])|几)"
HANZI = rf"(?:[零〇一二三四五六七八九两十百万亿几]|{THOUSAND}|数(?=[十百千万亿]))++(?:点[零〇一二三四五六七八九]++)?+"

_DIGITS = dict(zip("零〇一二三四五六七八九两", [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2]))
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_PAIR = re.compile("([一二两三四五六七八])([二三四五六七八九])(?=[十百千万亿]|$)")
_ARABIC = re.compile(rf"({ARABIC})({SCALE}?)")


def trie(words) -> str:
    """One regular expression for many words, the longest first; words that start alike share a branch."""
    words = set(words)
    firsts = sorted({word[0] for word in words if word})
    branches = [re.escape(first) + trie(word[1:] for word in words if word[:1] == first) for first in firsts]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in words else "") if branches else ""


class Number(NamedTuple):
    """A number read from text: `value`, `value_to` (NaN unless a range) and the `bound` its own words give."""

    value: float
    value_to: float
    bound: str


def narrow(text: str) -> str:
    """Full-width digits and signs as half-width, traditional numerals as simplified; the length stays."""
    return text.translate(WIDTHS) if WIDE.search(text) else text


def scale_of(word: str) -> float:
    """The factor of a run of multipliers: 万亿 is 1e12, the empty run is 1."""
    factor = 1.0
    for character in word:
        factor *= _SCALES[character]
    return factor


def _arabic(text: str) -> float | None:
    """1.35万亿, 3亿2600万, 12,500: the sum of the parts, each a number times its multiplier."""
    total, position = 0.0, 0
    while position < len(text):
        part = _ARABIC.match(text, position)
        if part is None:
            return None
        # Rounding undoes the error of binary fractions: 686.71 * 1e8 must be 68671000000.
        total += round(float(part[1].replace(",", "")) * scale_of(part[2]), 6)
        position = part.end()
    return total


def _hanzi(text: str) -> float | None:
    """四十五, 二十六亿五千万, 三十二点五; a leading multiplier counts one: 百 is 100, 千亿 is 1e11."""
    if text and text[0] in "百千万亿":
        run = re.match("[百千万亿]+", text)[0]
        if run == text or text[0] != "百":
            return scale_of(run) if run == text else None
        text = "一" + text
    try:
        return float(cn2an.cn2an(text, "normal"))
    except ValueError:
        return None


@lru_cache(maxsize=1 << 14)
def read_number(text: str) -> Number | None:
    """Read one written number, without its unit.

    Parameters
    ----------
    text : str
        Digits, Chinese numerals or a mixture, in half width and simplified characters (`narrow`).

    Returns
    -------
    Number or None
        `value` with all multipliers in, `value_to` for adjacent numerals (二三十 is 20 to 30), and `bound`:
        `over` for 余, 多, 几, 数 and for a bare multiplier (百), `about` for 来 and adjacent numerals, else
        `exact`. None if the text is no well-formed number.

    Examples
    --------
    >>> read_number("1.35万亿").value, read_number("二三十").value_to, read_number("40余").bound
    (1350000000000.0, 30.0, 'over')
    """
    nan = float("nan")
    if not text or len(text) > 24:
        return None
    bare = text.lstrip("+-")
    sign = -1.0 if text[0] == "-" else 1.0
    if bare.isdigit() and bare.isascii():
        return Number(sign * float(bare), nan, "exact")
    bound = "exact"
    if re.search("[余多几数]", bare):
        bound = "over"
    elif "来" in bare:
        bound = "about"
    bare = re.sub(r"(?<=[0-9十百千万亿])[余多来几]| ", "", bare).lstrip("几数")
    pair = _PAIR.search(bare)
    if pair and _adjacent(pair[1], pair[2]):
        low, high = (_hanzi(bare[: pair.start()] + digit + bare[pair.end() :]) for digit in pair.groups())
        return Number(low, high, "about") if low and high else None
    value = _arabic(bare) if bare[:1].isdigit() and bare[:1].isascii() else _hanzi(bare)
    if value is None:
        return None
    return Number(sign * value, nan, "over" if bound == "exact" and bare[0] in "百千万亿" else bound)


def _adjacent(low: str, high: str) -> bool:
    """Whether two numerals in a row mean a range: 二三, 两三, 三五."""
    return _DIGITS[high] - _DIGITS[low] == 1 or low + high == "三五"
