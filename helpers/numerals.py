"""Number forms and their values: 1.35万亿, 3亿2600万, 四十五, 十几, 二三十, 三十二点五."""

import re
from functools import lru_cache
from typing import NamedTuple

import cn2an

NAN = float("nan")

# One character for one character, so that every offset into the text stays true.
WIDE = "０１２３４５６７８９．％＋～﹣－−∶︰：萬億兩餘幾數點個號戶條項種級層週時鐘歲畝噸場間業實現達約過為減漲較長預計與從內縣鎮區鄉產值總資"
NARROW = "0123456789.%+~---:::万亿两余几数点个号户条项种级层周时钟岁亩吨场间业实现达约过为减涨较长预计与从内县镇区乡产值总资"
WIDTHS, ANY_WIDE = str.maketrans(WIDE, NARROW), re.compile(f"[{WIDE}]")

SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
PAIR = re.compile("([一二两三四五六七八])([二三四五六七八九])(?=[十百千万亿]|$)")
RANGES = {"一二", "一两", "二三", "两三", "三四", "三五", "四五", "五六", "六七", "七八", "八九"}
LOOSE = re.compile("(?<=[0-9十百千万亿])[余多来几]|[ ,]")


class Number(NamedTuple):
    """A number read from text: `value`, `value_to` (NaN unless a range) and the `bound` its own words give."""

    value: float
    value_to: float
    bound: str


def narrow(text: str) -> str:
    """Full-width digits and signs as half-width, traditional characters of figures as simplified; the length stays."""
    return text.translate(WIDTHS) if ANY_WIDE.search(text) else text


def read_digits(text: str) -> float | None:
    """686.71, 1.35万亿, 3亿2600万, 2千8百亿: digits with multipliers, added up from left to right."""
    total = section = pending = 0.0
    for number, scale in re.findall("([0-9.]+)|([十百千万亿])", text):
        if number:
            # 3亿2600万: what follows a large multiplier starts a new section.
            if section >= 10**4:
                total, section = total + section, 0.0
            pending = float(number)
        elif SCALES[scale] < 10**4:
            section, pending = section + (pending or 1) * SCALES[scale], 0.0
        else:
            section, pending = ((section + pending) or 1) * SCALES[scale], 0.0
    # Rounding undoes the error of binary fractions: 686.71 * 1e8 must be 68671000000.
    return float(f"{total + section + pending:.15g}")


def read_hanzi(text: str) -> float | None:
    """四十五, 二十六亿五千万, 三十二点五; a leading multiplier counts one: 百 is 100, 千亿 is 1e11."""
    if re.fullmatch("[百千万亿]+", text):
        return read_digits(text)
    if re.search("[一二两三四五六七八九]{2}", text.split("点")[0]):
        return None  # 一二三 is no number: adjacent numerals are read before
    try:
        return float(cn2an.cn2an("一" + text if text[:1] in ("百", "千") else text, "normal"))
    except (ValueError, KeyError, IndexError):  # cn2an's answers to what is no number
        return None


@lru_cache(maxsize=1 << 14)
def read_number(text: str) -> Number | None:
    """Read one written number, without its unit.

    Parameters
    ----------
    text : str
        Digits, Chinese numerals or a mixture, in half width and simplified characters (see `narrow`).

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
    bare = LOOSE.sub("", text.lstrip("+-几数"))
    if not bare or len(text) > 24:
        return None
    bound = "over" if re.search("[余多几数]", text) else "about" if "来" in text else "exact"
    pair = PAIR.search(bare)
    if pair and pair[1] + pair[2] in RANGES:
        low, high = (read_hanzi(bare[: pair.start()] + digit + bare[pair.end() :]) for digit in pair.groups())
        return Number(low, high, "about") if low is not None and high is not None else None
    value = read_digits(bare) if bare[0].isdigit() and bare.isascii() or bare[0] in "0123456789" else read_hanzi(bare)
    if value is None:
        return None
    if bound == "exact" and bare[0] in "百千万亿":
        bound = "over"
    return Number(-value if text[0] == "-" else value, NAN, bound)
