"""What a figure measures: section 8 of data/gold/README.md, step by step.

`find_head` looks for the head to the right (counted.py), to the left, then among the verbs; `phrases.find_edges` for the whole
compound; `inherit` takes what an earlier figure of the sentence has left; `read_items` deals out a list after 分别.
"""

import re

from helpers.counted import PREFIX, right_noun
from helpers.events import ENDINGS, FIRM, LINKS, MEASURE, NOMINAL, PERSON, RATES, WINDOW
from helpers.phrases import find_edges, fits

PARTS = re.compile("(?:(?!以及)[^、和与及])+")
PLACES = ("后", "之后", "时", "以来", "里", "上", "下", "内", "外", "前", "间", "之际", "期间", "附近")  # in 景区内, 扣除因素后 no head
BETWEEN = ("other", "to", "actual", "hope", "plan", "basis", "quote", "when", "time", "up1", "down1")
NO_HEAD = re.compile(".*(?:[建到至为达着了过]|(?<!造)成|开工|竣工|投产)$")  # verbs of reaching and existing
HARVEST = re.compile("净?[增减降][收产支负本亏]$")
OF_THINGS = re.compile("(?:以[上下内])?的")
SPAN_VERB = re.compile("(?:占地|耗资|总?投资|全长|载重|重达|年产)$")
ALONE = re.compile("[人户亩场村地次吨件校班]均$")


def governed(plain: str, merged: list, first: int, floor: int) -> int:
    """The number of the preposition that governs a phrase (对甲县企业, 占出口总值), or 0."""
    for i in range(first - 1, floor - 1, -1):
        if merged[i][2] == "prep":
            return i
        if merged[i][2] not in ("subject", "quote", *NOMINAL):
            break
    return 0


def is_object(plain: str, merged: list, number: int, floor: int) -> bool:
    """Whether a verb that touches a figure is the object of one before it: 开展职业技能培训|1.6万人次, 查处酒驾|412起."""
    if merged[number + 1][2] != "row" or merged[number][1] != merged[number + 1][0]:
        return False
    for i in range(number - 1, floor - 1, -1):
        if merged[i][1] != merged[i + 1][0] or merged[i][2] not in (*NOMINAL, "adjective", "act", "does"):
            return merged[i][1] == merged[i + 1][0] and merged[i][2] in ("verb", "pause")
    return False


def left_noun(plain: str, state: dict, merged: list, number: int, test, floor: int, alone: bool = True):
    """Step 1, line 3: the nearest noun to the left that passes a test, with its edges, and the bearer before it."""
    i, basis, spare = number - 1, state["skip"], None
    floor = max(floor, number - WINDOW, 1)
    while i >= floor:
        start, end, role, _ = merged[i]
        word = plain[start:end]
        if word in (")", "）"):  # 固定资产投资(不含农户): over the bracket
            i = next((k for k in range(i, max(i - 12, floor - 1), -1) if plain[merged[k][0]] in "(（"), i) - 1
            continue
        average = alone and role == "adjective" and ALONE.match(word)
        object_ = role in ("act", "does", "v") and plain[merged[number][1] - 1] in "次场起轮期班例宗" and is_object(plain, merged, i, floor)
        ordinal = role == "row" and plain[end - 1] == "奖" and i == number - 1
        compared = isinstance(basis, tuple) and basis[0] <= start < basis[1] or plain[start - 1] == "每"
        firm = role == "subject" and end == merged[number][0] and word[-2:] == "公司"
        deed = role == "act" and merged[i + 1][2] in ("prep", "basis", "up", "down")  # 零售|同比增长
        if compared or not (role in NOMINAL or average or ordinal or firm or object_ or deed):
            i -= 1
            continue
        first, span, bearer = (i, (start, end), None) if average or ordinal else find_edges(plain, merged, i, floor)
        last = state["rows"][-1] if state["rows"] else None
        if last and last["indicator"] and last["dimension"] == "count" and last["indicator"][0] <= span[0] and span[1] == last["indicator"][1]:
            span, bearer = last["indicator"], None  # 10家监测企业中|7家
        elif last and last["indicator"] and last["end"] == span[0] == last["indicator"][0] and last["indicator"][1] < span[1]:
            span, bearer = (last["indicator"][1], span[1]), (last["start"], last["indicator"][1])  # 12个村|集体经济收入
        by = governed(plain, merged, first, floor)
        inside = plain[merged[i + 1][0] : merged[i + 1][1]] in PLACES  # 景区内, 扣除因素后
        outward = by and first < i and plain[merged[by][0]] in "对向自"  # 对东盟|出口
        if outward and end == merged[number][0] and not PREFIX.match(plain[merged[i - 1][0] : start]):
            return (start, end), None
        if (not by or span[1] == merged[number][0]) and not inside and (average or test(plain[span[0] : span[1]], span[1] == merged[number][0])):
            return span, bearer
        spare = spare or (start, end) if outward else spare
        i = min(by or first, i) - 1
    return spare, None


def touching_verb(plain: str, state: dict, merged: list, number: int):
    """Step 1, line 4: a verb of two syllables that touches the figure, with 日均 and its like before it."""
    i = number - 1
    while i > state["opened"] and merged[i][2] in BETWEEN and plain[merged[i][0]] != "的":
        i -= 1
    start, end, role, _ = merged[i]
    if i < state["opened"] or end - start < 2 or NO_HEAD.match(plain, start, end) or role not in ("verb", "act", "v", "does") and not HARVEST.match(plain, start, end):
        return None
    start += plain[start] == "净" and role == "up+"
    while i > state["opened"] and PREFIX.match(plain[slice(*merged[i - 1][:2])]) and merged[i - 1][1] == start:
        i, start = i - 1, merged[i - 1][0]
    return (start, end)


def find_head(plain: str, state: dict, merged: list, number: int, measure, change: str):
    """Step 1: the head of the indicator with its edges (step 2): to the right, to the left, or a verb."""
    start, end = merged[number][:2]
    count, size = measure.dimension == "count", measure.bound == "over" and plain[start] in "百千万亿"
    shared = measure.dimension not in RATES or change == "level" and re.search("[占中]", plain[max(state["clause"], start - 16) : start])

    def is_apt(word: str, near: bool) -> bool:
        # 私营企业增长12.6%, 村集体留三成: of what, the text does not say; but 企业占两成
        group = FIRM.match(word) or change == "level" and (PERSON.match(word) or word.endswith("集体"))
        return fits(word, measure, near) and (shared or near and change == "level" or not group)

    left, bearer = left_noun(plain, state, merged, number, is_apt, state["opened"])
    if left and state["rows"] and left[0] == state["rows"][-1]["end"] and measure.dimension in RATES and len(state["rows"]) > 1:
        left = None  # 其中5家企业|增长10%
    beside = left and (left[1] == start and measure.unit != "元" or left[1] > start - 4 and OF_THINGS.match(plain, end)) and MEASURE.match(plain[left[0] : left[1]])
    if beside and not count and not size:
        return left, bearer
    level = measure.dimension not in RATES or change == "level" and not beside
    right = right_noun(plain, merged, number, measure) if level else ""
    verb = touching_verb(plain, state, merged, number)
    if right and not (verb and plain[end : end + 1] == "的" and verb[1] == start and SPAN_VERB.match(plain, *verb)):
        return right, None
    acted = verb and left and left[1] == verb[0] and merged[number - 1][2] == "act"
    if verb and (not left or ALONE.match(plain, *left) or not count and not acted and not MEASURE.match(plain[left[0] : left[1]])):
        return verb, None
    return left, bearer


def inherit(plain: str, state: dict, merged: list, number: int, measure, change: str):
    """Step 3: the indicator of the nearest figure, if the unit fits it; a count also takes an earlier noun."""
    rate = change != "level" or measure.dimension in RATES
    if rate and state["placed"]:
        return state["placed"]  # 增速居全市第3位,高于…
    for row in reversed(state["rows"]):
        found = row["indicator"]
        group = found and rate and row["clause"] == state["clause"] and found[0] >= row["end"]  # 其中5家企业增长…
        if found and (rate or row["kind"] != "duration") and not group and (rate or row["dimension"] == measure.dimension):
            return found
    if measure.dimension != "count" or measure.unit in ("次", "届", "期", "趟", "分", "级"):
        return ""
    return left_noun(plain, state, merged, number, lambda word, near: fits(word, measure), state["sentence"])[0] or ""


def read_indicator(plain: str, state: dict, merged: list, number: int, measure, basis, change: str):
    """The indicator of a figure, and the bearer that its compound breaks off."""
    start = merged[number][0]
    state["skip"] = basis
    if plain[start - 1 : start] == "每":
        return "", None
    if measure.dimension == "age" or measure.kind == "duration":
        found, bearer = left_noun(plain, state, merged, number, lambda word, near: ENDINGS["SPELL"].match(word), state["opened"], alone=False)
        state["spell"] = found or state["spell"]
        return state["spell"], bearer
    found, bearer = find_head(plain, state, merged, number, measure, change)
    return (found, bearer) if found else (inherit(plain, state, merged, number, measure, change), None)


def coordination(plain: str, state: dict, merged: list, number: int) -> tuple[int, int]:
    """The list of nouns before 分别, as a span, empty if there is none; after 比 what is compared with."""
    here, i, last = merged[number][0], number - 1, None
    if isinstance(state["compare"], int) and here - state["compare"] < WINDOW and PARTS.match(plain, state["compare"], here).end() < here:
        return state["compare"], here
    while i >= max(state["opened"], number - WINDOW):
        start, end, role, _ = merged[i]
        if role in (*NOMINAL, "subject", "adjective", "act", "v", "does") or last and plain[start:end] in LINKS:
            last = last or end
        elif last:
            break
        i -= 1
    if last and governed(plain, merged, i + 1, state["opened"]):
        return here, here  # 按可比口径分别增长
    while last and plain[slice(*merged[i + 1][:2])] in LINKS:
        i += 1
    if last and merged[i + 1][2] == "subject" and merged[i + 2][2] in NOMINAL:
        i += 1  # 全县|发案数、损失数
    return (merged[i + 1][0], last) if last else (here, here)


def respective(plain: str, state: dict, merged: list, number: int) -> tuple:
    """The item of this row in a list after 分别, the words that the items share, and how many rows there are.

    粮食、蔬菜、水果产量分别增长A、B、C gives (粮食, 产量, 3) first.
    """
    (start, end), turn = state["items"], state["turn"]
    count = 1 + turn
    for _, _, role, row in merged[number + 1 : number + 24]:
        if role in ("delim", "end", "break"):
            break
        count += row >= 0
    parts = [found.span() for found in PARTS.finditer(plain, start, end)]
    if len(parts) != count or count == 1:
        return (start, end), None, count
    # The last item ends like the one before it (乙村 | 丙村亩均收益), or is as long.
    like = plain.find(plain[parts[-2][1] - 1], parts[-1][0], parts[-1][1])
    cut = like + 1 if like >= 0 else min(parts[-1][0] + parts[-2][1] - parts[-2][0], parts[-1][1])
    whole = MEASURE.match(plain[slice(*parts[-2])])
    shared = (cut, parts[-1][1]) if cut < parts[-1][1] and not whole else None
    parts[-1] = (parts[-1][0], cut) if shared else parts[-1]
    return parts[turn], shared, count


def read_items(plain: str, state: dict, merged: list, number: int, record: dict) -> None:
    """Step 3, 分别: the n-th figure takes the n-th item as indicator, subject or basis."""
    (start, end), turn = state["items"], state["turn"]
    item, shared, count = respective(plain, state, merged, number)
    state["own"] = state["piece"] if turn == 0 else state["own"]
    state["turn"] = turn + 1
    earlier = state["before"][-count:] if len(state["before"]) >= count > 1 else None
    if turn >= count:
        return
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
