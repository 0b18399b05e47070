"""What a figure measures: section 8 of data/gold/README.md, step by step.

`find_head` looks for the head to the left, to the right (counted.py), then among the verbs; `phrases.find_edges` for the whole
compound; `inherit` takes what an earlier figure of the sentence has left; `read_items` deals out a list after 分别.
"""

import re

from helpers.counted import PREFIX, right_noun
from helpers.events import FIRM, LINKS, MEASURE, NOMINAL, PERSON, RATES, SPELL, WINDOW, Event
from helpers.phrases import ALONE, find_edges, fits

PARTS = re.compile("(?:(?!以及)[^、和与及])+")
PLACES = ("后", "之后", "时", "以来", "里", "上", "下", "内", "外", "前", "间", "之际", "期间", "附近")  # in 景区内, 扣除因素后 no head
BETWEEN = ("other", "actual", "hope", "plan", "basis", "quote", "when", "time", "up1", "down1")
NO_HEAD = re.compile(".*(?:[建到至为达着了过]|(?<!造)成|开工|竣工|投产)$")  # verbs of reaching and existing
HARVEST = re.compile("净?[增减降][收产支负本亏]$")
SPAN_VERB = re.compile("(?:占地|耗资|总?投资|全长|载重|重达|年产)$")
TIMES = ("次", "届", "期", "趟", "分", "级")  # inherit nothing


def governor(line: list[Event], first: int, floor: int) -> str:
    """The preposition that governs a phrase (对甲县企业, 占出口总值), or nothing."""
    for event in reversed(line[floor:first]):
        if event.role not in ("subject", "quote", *NOMINAL):
            return event.word if event.role == "prep" else ""
    return ""


def is_object(line: list[Event], number: int, floor: int) -> bool:
    """Whether a verb that touches a figure is the object of one before it: 开展职业技能培训|1.6万人次, 查处酒驾|412起."""
    for event in reversed(line[floor:number]):
        if event.role not in (*NOMINAL, "adjective", "act", "does"):
            return event.role in ("verb", "pause")
    return False


def can_head(plain: str, state: dict, line: list[Event], number: int, i: int, floor: int) -> bool:
    """Whether a word can be the head of what the figure measures: a noun, or a verb that stands for one."""
    start, _, word, role, _ = line[i]
    basis = state["skip"]
    if basis and basis[0] <= start < basis[1] or plain[start - 1] == "每":
        return False  # what is compared with
    deed = role in ("act", "does", "v") and line[number].word[-1] in "次场起轮期班例宗"
    return role in NOMINAL or ALONE.match(word) or word.endswith(("奖", "公司")) or deed and is_object(line, i, floor)


def left_noun(plain: str, state: dict, line: list[Event], number: int, test, floor: int):
    """Step 1, line 3: the nearest noun to the left that passes a test, with its edges, and the bearer before it."""
    here, i, floor = line[number].start, number - 1, max(floor, number - WINDOW, 1)
    while i >= floor:
        start, end, word, *_ = line[i]
        if word in (")", "）"):  # 固定资产投资(不含农户): over the bracket
            i = next((k for k in range(i, max(i - 12, floor - 1), -1) if line[k].word in ("(", "（")), i) - 1
            continue
        if not can_head(plain, state, line, number, i, floor):
            i -= 1
            continue
        first, span, bearer = find_edges(plain, line, i, floor)
        last = state["rows"][-1] if state["rows"] else None
        if last and last["indicator"] and last["end"] == span[0] == last["indicator"][0] and last["indicator"][1] < span[1]:
            span, bearer = (last["indicator"][1], span[1]), (last["start"], last["indicator"][1])  # 12个村|集体经济收入
        by, near = governor(line, first, floor), span[1] == here
        if by not in ("", "由") and near and first < i and not PREFIX.match(line[i - 1].word):
            return (start, end), None  # 对东盟|出口
        if (near or not by) and line[i + 1].word not in PLACES and test(plain[span[0] : span[1]]):
            return span, bearer
        i = first - 1
    return None, None


def touching_verb(state: dict, line: list[Event], number: int):
    """Step 1, line 4: a verb of two syllables that touches the figure, with 日均 and its like before it."""
    i, opened = number - 1, state["opened"]
    while i > opened and line[i].role in BETWEEN and line[i].word != "的":
        i -= 1
    start, end, word, role, _ = line[i]
    verb = role in ("verb", "act", "v", "does") or HARVEST.match(word)
    if i < opened or len(word) < 2 or not verb or NO_HEAD.match(word):
        return None
    start += word[0] == "净"
    while i > opened and PREFIX.match(line[i - 1].word):
        i, start = i - 1, line[i - 1].start
    return start, end


def find_head(plain: str, state: dict, line: list[Event], number: int, measure, change: str):
    """Step 1: the head of the indicator with its edges (step 2): a measure to the left, a noun to the right, a verb."""
    start, count = line[number].start, measure.dimension == "count"
    shared = measure.dimension not in RATES or re.search("[占中]", plain[max(state["clause"], start - 16) : start])

    def is_apt(word: str) -> bool:
        # 私营企业增长12.6%, 村集体留三成: of what, the text does not say; but 企业占两成
        group = FIRM.match(word) or change == "level" and (PERSON.match(word) or word.endswith("集体"))
        return fits(word, measure) and (shared or not group)

    left, bearer = left_noun(plain, state, line, number, is_apt, state["opened"])
    if left and not count and MEASURE.match(plain[left[0] : left[1]]):
        return left, bearer
    right, verb = right_noun(plain, line, number, measure), touching_verb(state, line, number)
    if right and not (verb and SPAN_VERB.match(plain, *verb)):
        return right, None
    if verb and (not left or ALONE.match(plain, *left) or not count and line[number - 1].role != "act"):
        return verb, None
    return left, bearer


def inherit(plain: str, state: dict, line: list[Event], number: int, measure):
    """Step 3: the indicator of the nearest figure of this dimension (a rate: of any); a count also takes an earlier noun."""
    for row in reversed(state["rows"]):
        if measure.dimension in (*RATES, row["dimension"]):
            return row["indicator"]
    if measure.dimension != "count" or measure.unit in TIMES:
        return ""
    return left_noun(plain, state, line, number, lambda word: fits(word, measure), state["sentence"])[0] or ""


def read_indicator(plain: str, state: dict, line: list[Event], number: int, measure, basis, change: str):
    """The indicator of a figure, and the bearer that its compound breaks off."""
    state["skip"] = basis
    if plain[line[number].start - 1] == "每":
        return "", None
    if measure.dimension == "age" or measure.kind == "duration":
        found, bearer = left_noun(plain, state, line, number, SPELL.match, state["opened"])
        state["spell"] = found or state["spell"]
        return state["spell"], bearer
    found, bearer = find_head(plain, state, line, number, measure, change)
    return (found, bearer) if found else (inherit(plain, state, line, number, measure), None)


def coordination(plain: str, state: dict, line: list[Event], number: int) -> tuple[int, int]:
    """The list of nouns before 分别, as a span, empty if there is none; after 比 what is compared with."""
    here, versus, floor = line[number].start, state["versus"], max(state["opened"], number - WINDOW)
    if versus is not None and plain[versus] in "比较" and here - versus < WINDOW and not PARTS.fullmatch(plain, versus, here):
        return versus, here  # 比甲县、乙县分别高3个和5个百分点
    i, last = number - 1, 0
    while i >= floor:
        if line[i].role in (*NOMINAL, "subject", "adjective", "act", "v", "does") or line[i].word in LINKS:
            last = last or line[i].end
        elif last:
            break
        i -= 1
    if not last or governor(line, i + 1, floor):
        return here, here  # 按可比口径分别增长
    while line[i + 1].word in LINKS:
        i += 1
    return line[i + 1].start, last


def respective(plain: str, state: dict, line: list[Event], number: int) -> tuple:
    """The item of this row in a list after 分别, the words that the items share, and how many rows there are.

    粮食、蔬菜、水果产量分别增长A、B、C gives (粮食, 产量, 3) first.
    """
    (start, end), turn = state["items"], state["turn"]
    count = 1 + turn
    for event in line[number + 1 : number + 24]:
        if event.role in ("delim", "end", "break"):
            break
        count += event.row >= 0
    parts = [found.span() for found in PARTS.finditer(plain, start, end)]
    if len(parts) != count or count == 1:
        return (start, end), None, count
    # The last item ends like the one before it (乙村 | 丙村亩均收益), or is as long.
    like = plain.find(plain[parts[-2][1] - 1], *parts[-1])
    cut = like + 1 if like >= 0 else min(parts[-1][0] + parts[-2][1] - parts[-2][0], parts[-1][1])
    shared = (cut, parts[-1][1]) if cut < parts[-1][1] else None
    parts[-1] = (parts[-1][0], cut)
    return parts[turn], shared, count


def read_items(plain: str, state: dict, line: list[Event], number: int, record: dict) -> None:
    """Step 3, 分别: the n-th figure takes the n-th item as indicator, subject or basis."""
    (start, end), turn = state["items"], state["turn"]
    item, shared, count = respective(plain, state, line, number)
    state["own"] = state["piece"] if turn == 0 else state["own"]
    state["turn"] = turn + 1
    earlier = state["before"][-count:] if len(state["before"]) >= count > 1 else None
    if plain[start] in "比较":
        record["basis"] = item
    elif item == (start, end) and earlier:
        record.update(subject=earlier[turn]["subject"], indicator=earlier[turn]["indicator"] if start == end else item)
    elif item == (start, end):
        return
    elif state["own"] and state["own"][0] >= end and plain[state["own"][0] - 1] != "占":
        record.update(subject=item, indicator=state["own"])
    elif shared:
        record.update(subject=item, indicator=shared)
    else:
        record["indicator"] = item
