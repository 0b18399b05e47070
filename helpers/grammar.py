"""The grammar of numeric expressions: data/grammar.txt, units.csv and fixed_words.txt as one regular expression."""

import csv
import re

from helpers.data import DATA, read_list

NUMERAL = "[零〇一二三四五六七八九十两百千万亿几数半]"
INSIDE = "个(?:半|多|余|来)(?:月|小时|星期|世纪|钟头)"  # 两个半小时, 三个多月: the unit is split in two
# Every character has one owner: at each character that can begin an expression the alternatives are tried in
# this order, and what is taken is never looked at again.
ORDER = ["fixed", "slogan", "document", "plate", "contact", "date", "ordinal", "name", "quantity"]
TRIGGER = (
    "0-9A-Za-z零〇一二三四五六七八九十两百千万亿几数半第前头今来去明后上下本当全年持过翻特双周星礼农中正早晚凌清傍次昨国"
    "“‘「『〔\\[【(（+-"
)


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
    fraction = "(?!之[一二两三四五六七八九十])"
    return "|".join(f"{first}(?:{'|'.join(rests)}){fraction}" for first, rests in branches.items() if first)


def load_grammar() -> dict[str, str]:
    """data/grammar.txt: every named piece as a pattern, the references to other pieces resolved."""
    latin = trie(unit for unit in UNITS if re.match("[A-Za-z]", unit)) + "(?![A-Za-z])"
    other = trie(unit for unit in UNITS if not re.match("[A-Za-z]", unit))
    each = "(?:/[一-鿿]{1,4})?+"
    pieces = {
        "unit": f"{INSIDE}|{other}{each}|{latin}",
        "hanunit": f"(?:{INSIDE}|{trie(hanzi_units)}{each})",
        "latin": latin,
        "fixed": fixed_words(),
    }
    for line in read_list("grammar.txt"):
        name, pattern = line.split(" = ", 1)
        pattern = re.sub("<([a-z]+)>", lambda found: f"(?:{pieces[found[1]]})", pattern)
        pieces[name] = f"{pieces[name]}|{pattern}" if name in pieces else pattern
    return pieces


UNITS, hanzi_units = load_units()
GRAMMAR = load_grammar()
EXPRESSION = "|".join(f"(?P<{name}>{GRAMMAR[name]})" for name in ORDER)
MASTER = re.compile(f"[^{TRIGGER}]*+(?:{EXPRESSION}|[A-Za-z]++|{NUMERAL}{{12,}}+|[{TRIGGER}]|\\Z)")
