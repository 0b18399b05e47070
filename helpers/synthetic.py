"""Newspaper pages made from templates, with every numeric expression known: an archive to measure on.

The templates are data (`data/archive_templates.txt`, which explains its slots); this file fills them.
"""

import random
import re
from functools import lru_cache

import cn2an
import pandas as pd

from helpers.data import DATA, read_list

TRUTH = ["page", "county", "surface", "start", "end", "kind", "value", "value_to", "unit", "bound", "change", "basis", "status", "indicator"]
SLOT = re.compile(r"\{([^{}]*)\}")
SCALES = {"万": 1e4, "亿": 1e8}
# What a page of a real archive may have wrong with it; about one in five hundred has.
BROKEN_SHARE = 0.002
BREAKS = ["no byline", "the same county twice", "control characters"]


@lru_cache
def templates() -> dict[str, list[str]]:
    """The sections of `data/archive_templates.txt`, each a list of lines.

    Examples
    --------
    >>> sorted(templates())
    ['headlines', 'places', 'plain', 'reporters', 'sentences', 'slogans']
    """
    sections: dict[str, list[str]] = {}
    for line in read_list("archive_templates.txt"):
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        else:
            lines.append(line)
    return sections


@lru_cache
def _dimensions() -> dict[str, str]:
    units = pd.read_csv(DATA / "units.csv", keep_default_na=False)
    return dict(zip(units["unit"], units["dimension"]))


@lru_cache
def _parse(slot: str) -> tuple[str, dict[str, str]]:
    """`万元 low=3 high=9` as a head and its keys."""
    head, *pairs = slot.split()
    return head, dict(pair.split("=", 1) for pair in pairs)


def synthetic_page(number: int, seed: int = 2022) -> tuple[str, list[tuple]]:
    """Write one newspaper page. The same number and seed give the same page on any machine.

    Parameters
    ----------
    number : int
        Which page of the archive.
    seed : int
        Which archive.

    Returns
    -------
    (str, list of tuple)
        The text, in the form that `load_report` reads, and its numeric expressions: tuples in the order of `TRUTH`, with
        offsets into the text of the dispatch. A page that is broken on purpose has none.

    Examples
    --------
    >>> text, truth = synthetic_page(1)
    >>> len(text.splitlines()) > 6 and len(truth) > 5
    True
    """
    rng = random.Random(f"{seed}/{number}")
    words = templates()
    lines, truth = ["云川", _pick(rng, words["slogans"])], []
    for county in _sample(rng, words["places"], 3 + int(rng.random() * 4)):
        text, rows = _dispatch(rng, county)
        names = " ".join(_sample(rng, words["reporters"], 1 + int(rng.random() * 3)))
        lines += [f"{county} {_pick(rng, words['headlines'])}", names, *_column_cuts(rng, text)]
        truth += [(number, county, *row) for row in rows]
    if rng.random() < BROKEN_SHARE:
        return _broken(lines, _pick(rng, BREAKS)), []
    return "\n".join(lines) + "\n", truth


def synthetic_pages(numbers: range, seed: int = 2022) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Write many pages.

    Parameters
    ----------
    numbers : range
        Which pages of the archive.
    seed : int
        Which archive.

    Returns
    -------
    pages : pd.DataFrame
        `page` (int64), `text` (str).
    truth : pd.DataFrame, one row per numeric expression
        `page` (int64), `county` and the columns of the ledger up to `indicator`.
    """
    texts, rows = [], []
    for number in numbers:
        text, truth = synthetic_page(number, seed)
        texts.append(text)
        rows += truth
    types = dict.fromkeys(TRUTH, "str") | dict.fromkeys(["page", "start", "end"], "int64") | dict.fromkeys(["value", "value_to"], "float64")
    return pd.DataFrame({"page": pd.Series(numbers, dtype="int64"), "text": pd.Series(texts, dtype="str")}), pd.DataFrame(rows, columns=TRUTH).astype(types)


# `random()` alone is promised to give the same numbers in every version of Python.
def _pick(rng: random.Random, items: list):
    return items[int(rng.random() * len(items))]


def _sample(rng: random.Random, items: list, count: int) -> list:
    chosen: list = []
    while len(chosen) < count:
        item = _pick(rng, items)
        if item not in chosen:
            chosen.append(item)
    return chosen


def _dispatch(rng: random.Random, county: str) -> tuple[str, list[tuple]]:
    """The paragraphs of one county, and the expressions in them."""
    text, rows = "", []
    for paragraph in range(2 + int(rng.random() * 2)):
        text += "\n" if paragraph else ""
        for _ in range(2 + int(rng.random() * 2)):
            kind = "plain" if rng.random() < 0.25 else "sentences"
            sentence, found = fill(rng, _pick(rng, templates()[kind]), county)
            rows += [(surface, start + len(text), start + len(text) + len(surface), *rest) for surface, start, *rest in found]
            text += sentence
    return text, rows


def fill(rng: random.Random, template: str, county: str) -> tuple[str, list[tuple]]:
    """Fill the slots of one template: the sentence, and (surface, start, kind, value, …) for each of them."""
    sentence, rows, position = "", [], 0
    for slot in SLOT.finditer(template):
        sentence += template[position : slot.start()]
        position = slot.end()
        if slot[1] == "place":
            sentence += county
            continue
        head, keys = _parse(slot[1])
        surface, kind, value, value_to, unit = _expression(rng, head, keys)
        context = [keys.get(*pair) for pair in (("bound", "exact"), ("change", "level"), ("basis", ""), ("status", "actual"), ("indicator", ""))]
        rows.append((surface, len(sentence), kind, value, value_to, unit, *context))
        sentence += surface
    return sentence + template[position:], rows


def _expression(rng: random.Random, head: str, keys: dict[str, str]) -> tuple[str, str, float, float, str]:
    """Surface, kind, value, value_to and unit of one slot."""
    nan = float("nan")
    if head.startswith("="):
        return head[1:], keys["kind"], float(keys.get("value", nan)), nan, keys.get("unit", "")
    if head in DATES:
        return DATES[head](rng), "date", nan, nan, ""
    if head.startswith("ordinal="):
        rank, unit = 2 + int(rng.random() * 18), head.removeprefix("ordinal=")
        return f"第{rank}{unit}", "ordinal", float(rank), nan, unit
    scale, unit = (head[0], head[1:]) if head[0] in SCALES and len(head) > 1 else ("", head)
    low, high, decimals = float(keys["low"]), float(keys["high"]), int(keys.get("decimals", 0))
    numbers = [_number(rng, low, high, decimals, keys)]
    if "range" in keys:
        numbers = sorted([numbers[0], _number(rng, low, high, decimals, keys)])
        numbers[1] += (numbers[0] == numbers[1]) * max(1, round(numbers[0] * 0.2))
    written = [f"{_written(number, decimals, keys)}{keys.get('infix', '')}{head}" for number in numbers]
    factor = SCALES.get(scale, 1.0) * (10 if unit == "成" else 1)
    values = [round(number * factor, 4) for number in numbers] + [nan]
    kind = "duration" if _dimensions().get(unit) == "time" else "quantity"
    return keys.get("range", "").join(written), kind, values[0], values[1], "%" if unit == "成" else unit


def _number(rng: random.Random, low: float, high: float, decimals: int, keys: dict[str, str]) -> float:
    """A number between two others; round where 余, 约 or 超 would make a crooked one odd."""
    number = round(low + rng.random() * (high - low), decimals)
    if "infix" in keys or (keys.get("bound", "exact") != "exact" and not decimals and number >= 20):
        digits = len(str(int(number)))
        keep = 1 if digits <= 2 else 2
        number = float(round(number, keep - digits))
    return number


def _written(number: float, decimals: int, keys: dict[str, str]) -> str:
    if "chinese" in keys:
        return _chinese(int(number))
    return f"{number:.{decimals}f}"


def _chinese(number: int) -> str:
    """Chinese numerals as a newspaper writes them: 十五, not 一十五."""
    numerals = cn2an.an2cn(number)
    return numerals[1:] if 10 <= number < 20 and numerals.startswith("一十") else numerals


def _months(rng: random.Random) -> str:
    last = 2 + int(rng.random() * 10)
    return _pick(rng, [f"前{last}个月", f"1—{last}月", "上半年"])


DATES = {
    "month": lambda rng: f"{1 + int(rng.random() * 12)}月",
    "months": _months,
    "day": lambda rng: f"{1 + int(rng.random() * 12)}月{1 + int(rng.random() * 28)}日",
    "year": lambda rng: f"{2015 + int(rng.random() * 9)}年",
}


def _column_cuts(rng: random.Random, text: str) -> list[str]:
    """The paragraphs as lines; one in three is cut in mid-sentence, as by the end of a column."""
    lines = []
    for paragraph in text.split("\n"):
        # A column is wider than a few characters.
        cut = 8 + int(rng.random() * (len(paragraph) - 16))
        if rng.random() < 1 / 3 and 8 < cut < len(paragraph) - 8 and paragraph[cut - 1] not in "。！？!?…”’」』）)》":
            lines += [paragraph[:cut], paragraph[cut:]]
        else:
            lines.append(paragraph)
    return lines


def _broken(lines: list[str], how: str) -> str:
    """A page that cannot be read."""
    if how == "no byline":
        lines = lines[:3] + lines[4:]
    elif how == "the same county twice":
        lines = lines + lines[2:]
    else:
        lines = [lines[0], "\x00\x01", *lines[1:]]
    return "\n".join(lines) + "\n"
