"""The text as events: its words with their roles, its punctuation, and the numeric expressions in their places.

The role of a word stands in data/cues.csv or data/verbs.txt; for all other words the part of speech gives it.

* `end`, `delim`, `pause` cut the text into sentences, clauses and list items; `break` is its edge.
* `up` and `down` are changes. With `+` an object may stand before the figure (新增就业1.2万人), with `=` the word is a noun
  (增幅), with `-` it compares (高于全省2.3个百分点), with `1` it must touch the figure (高2.3个百分点).
* `basis`, `compare`, `against` say, open and close what is compared with.
* `hope`, `plan`, `plan?` (for its clause only) and `actual` set the status; `time` the period; `subject` is a bearer.
* Verbs: `verb` acts on the noun after it (接待游客), `act` may do so or describe it (改造项目), `does` is what the noun
  itself does (入驻商户), `vn` is a noun unless another one follows (投入), `reach` states or attains (实现, 挽回).
* `noun`, `adjective`, `prep`, `quote`, `when`, `v` (a verb of no list) and `other` are what they say.
"""

import csv
import re
from functools import lru_cache
from typing import NamedTuple

import rjieba

from helpers.data import DATA, read_list

ROW = "\x01"  # stands for an expression while the words around it are cut
FLAGS = {
    **dict.fromkeys("n nr ns nt nz nrt ng nrfg j i l eng g k z zg q m h".split(), "noun"),
    **dict.fromkeys("a b an s".split(), "adjective"),
    **{"x": "quote", "v": "v", "vn": "vn", "t": "when", "vg": "noun"},
}
LINKS = ("、", "和", "与", "及", "以及", "或")
ACTS = ("v", "vn", "act", "verb", "does")
RATES = ("percent", "percentage_point", "ratio")
STOPS = ("delim", "pause", "end", "break")
NOMINAL = ("noun", "vn", "up=", "down=", "up=+")
SETTLED = ("村", "镇", "县", "市", "区", "乡")
WINDOW = 40  # events that are looked at on one side of a figure: keeps the time linear


class Event(NamedTuple):
    """A word, a mark or an expression, with its place and its role; `row` is the number of an expression."""

    start: int
    end: int
    word: str
    role: str
    row: int = -1


PLACE = re.compile(
    "(?!社区|园区|景区|山区|农村|城区|片区|新区|老区|小区|厂区|校区|灾区|库区|乡村|城市|乡镇|村镇|地区|行政村|自然村|.*城镇)"
    ".{1,5}(?:[市县区镇乡村省州旗盟]|街道|公司|集团)$|[该本我][市县区镇村省校厂院企店馆园]|全[旗局院馆乡]"
)
DEICTIC = re.compile("[这那该此某本][起台批次件条座段所处款]$")
RATIO = re.compile("比(?:[由从为是达约超]|高达|[缩扩]小?大?[到至]|[降升][到至]|[0-9.]+%?[:,，。;；、\n])")  # 生师比14:1, 桥隧比43.6% are nouns
# Function words that the tokenizer glues to words it does not know.
FRONT, BACK = re.compile("[比较占为由从达将已共约近超仅可再又均获各拟还即并被出]"), re.compile(".*[比较占为由从达约近超仅后是]$")
PEOPLE = ("人", "名", "位")
# Two words that the tokenizer takes for one: 比甲县, 率达, 价格上涨.
TWO_WORDS = re.compile(
    "比[上原](?=.)|[比占](?=..|[社全])|.?[率价额量](?=[达超为仅约近由]$)"
    "|[一-鿿]{2}(?=(?:上涨|下跌|下降|增长|上升|增加|减少|提高|降低|提升)$)"
)


def read_classes(name: str) -> dict[str, list[str]]:
    """A list of data/ with lines of the form `CLASS = word word …`; lines of the same class add up."""
    classes: dict[str, list[str]] = {}
    for line in read_list(name):
        label, words = line.split(" = ")
        classes.setdefault(label, []).extend(words.split())
    return classes


ENDINGS = {label: re.compile(f".*(?:{'|'.join(words)})$") for label, words in read_classes("noun_endings.txt").items()}
PERSON, FIRM, ONLY, WORK, MANY = (ENDINGS[name] for name in ("PERSON", "FIRM", "ONLY", "WORK", "MANY"))
MEASURE, TAKES_VERB, MONEY, SUM = (ENDINGS[name] for name in ("MEASURE", "TAKES_VERB", "MONEY", "SUM"))
CARRIER, SPELL = ENDINGS["CARRIER"], ENDINGS["SPELL"]


def is_one_of(word: str, *kinds: re.Pattern) -> bool:
    """Whether a word belongs to one of the classes."""
    return any(kind.match(word) for kind in kinds)


def load_cues() -> dict[str, str]:
    """data/cues.csv as a dictionary from word to role."""
    with open(DATA / "cues.csv", encoding="utf-8", newline="") as file:
        return {row["word"]: row["role"] for row in csv.DictReader(file)}


CUES = load_cues()
VERBS = {word: role for role, words in read_classes("verbs.txt").items() for word in words}


@lru_cache
def tagger() -> rjieba.Jieba:
    """The tokenizer, with the words of data/cues.csv kept whole."""
    tokenizer = rjieba.Jieba()
    for word in CUES:
        if len(word) > 1:
            tokenizer.add_word(word, 10 ** (2 + len(word)), "n" if CUES[word] == "noun" else "v")
    for word in VERBS:
        if not tokenizer.has_word(word):
            tokenizer.add_word(word, 3000, "v")
    return tokenizer


@lru_cache(maxsize=1 << 16)
def role_of(word: str, flag: str) -> str:
    """The role of a word: as listed, or noun, adjective, subject, when, quote, does, v or other by its part of speech."""
    if word in CUES or word in VERBS:
        return CUES.get(word) or VERBS[word]
    unknown = len(word) > 1 and not tagger().has_word(word)
    if PLACE.match(word) and (flag in ("r", "ns", "nt", "nr", "nz") or flag == "n" and unknown):
        return "subject"
    if word[0] == "每" or DEICTIC.match(word) or unknown and (flag == "ns" or flag in ("nr", "nrt") and len(word) == 3):
        return "subject"  # 每亩; 这台; a place or a person that no dictionary knows
    return FLAGS.get(flag, "other")


@lru_cache(maxsize=1 << 16)
def first_word(word: str) -> int:
    """How long the first word is if the tokenizer has taken two for one (价格比, 率达, 新增就业), else 0."""
    if len(word) > 2 and word[-1] == "比":
        return len(word) - 1
    if found := TWO_WORDS.match(word):
        return found.end()
    if len(word) > 1 and not tagger().has_word(word):
        if FRONT.match(word):
            return 1
        if BACK.match(word):
            return len(word) - 1
    first, second = word[:2], word[2:]
    listed = len(word) == 4 and VERBS.get(first) in ("verb", "reach") and second not in VERBS
    return 2 if listed or CUES.get(first) in ("up+", "down+") else 0  # 赶赴|现场, 新增|就业


def run_end(line: list[Event], number: int) -> int:
    """The number of the last word of the noun phrase that goes on from a word."""
    last = number
    while last < number + WINDOW and line[last + 1].role in (*NOMINAL, "act", "adjective"):
        last += 1
    return last


def passages(plain: str, spans: list) -> list[tuple[int, int, list[int]]]:
    """The paragraphs with a figure, to the end of the sentence of its last one: (start, end, rows)."""
    found, row, reached = [], 0, 0
    while row < len(spans):
        first, start = row, max(reached, plain.rfind("\n", reached, spans[row][0]) + 1)
        limit = plain.find("\n", spans[row][1])
        limit = len(plain) if limit < 0 else limit
        figure = None
        while row < len(spans) and spans[row][0] < limit:
            figure, row = (spans[row][1] if spans[row][3] else figure), row + 1
        if figure is not None:
            stop = plain.find("。", figure, limit)
            reached = limit if stop < 0 else stop + 1
            found.append((start, reached, [i for i in range(first, row) if spans[i][0] < reached]))
    return found


def read_events(plain: str, spans: list, start: int, end: int, rows: list[int]) -> list[Event]:
    """The events of one passage in its order, with an empty one before them and two after them."""
    parts, position = [], start
    for row in rows:
        parts += [plain[position : spans[row][0]].replace(ROW, " "), ROW]
        position = spans[row][1]
    parts.append(plain[position:end].replace(ROW, " "))
    line, position, numbered = [Event(start, start, "", "break")], start, iter(rows)
    for word, flag in tagger().tag("".join(parts)):
        if word == ROW:
            row = next(numbered)
            if line[-1].word in (":", "：") and line[-2].role != "row":
                line[-1] = line[-1]._replace(role="other")  # 预算金额:298.5万元
            line.append(Event(position, spans[row][1], plain[position : spans[row][1]], "row", row))
        else:
            if word not in CUES and (cut := first_word(word)):
                line.append(Event(position, position + cut, word[:cut], role_of(word[:cut], "n")))
                position, word = position + cut, word[cut:]
            role = "noun" if word == "比" and RATIO.match(plain, position) else role_of(word, flag)
            line.append(Event(position, position + len(word), word, role))
        position = line[-1].end
    return line + 2 * [Event(end, end, "", "break")]
