"""The clause around a number: bound, change, basis, status, indicator, subject, period.

The text is read once from left to right, as a reader does. Words, punctuation and the expressions themselves
are the events. data/cues.csv gives the role of the words that matter; for all others the part of speech decides
whether they belong to a noun phrase (phrases.py). What they leave in mind is the state (clause.py); this module
says what a number takes from it.
"""

import re

from helpers.clause import URGE, basis_end, new_paragraph, on_boundary, on_date, on_noun, on_word
from helpers.events import LINKS, RATES, events
from helpers.indicator import coordination, left_noun, read_indicator, read_items
from helpers.phrases import theme, whole_name

FIELDS = ("bound", "change", "basis", "status", "indicator", "subject", "period")
EMPTY = dict(bound="exact", change="level", basis="", status="actual", indicator="", subject="", period="")
EDGES = "“”‘’「」『』《》 的了等、"
BOUNDS = {
    "about": "约 大约 大概 左右 上下",
    "over": "破 超 超过 逾 突破 以上 余 多 不低于 不少于 至少 最少 不止 上 过 期以上",
    "under": "近 接近 将近 跌破 不到 不足 以内 之内 以下 不及 不超过 不高于 至多 最多 内",
}
BOUND_OF = {word: bound for bound, words in BOUNDS.items() for word in words.split()}
BEFORE = re.compile(
    "(?:(至少|最少|至多|最多)(?!时|的)[一-鿿]{0,4}|(不低于|不少于|不超过|不高于|不止|大约|大概|(?<![签预公合节条违履])约|跌破|超过|超|突破|逾|接近|将近|(?<![附最])近|不到|不足|不及"
    "|过(?=$)|上(?=$)|破(?=$))(?:了|达|到|至|有|为)?)$"
)
AFTER = re.compile("的?(以上|以下|以内|之内|左右|上下|余|多(?![元样年功])|内(?![部容外地])|期以上)")
SPELLS = ("年", "天", "日", "个月", "周", "期", "届")  # 近三年 is no bound: the last three years
GROWTH = re.compile("的?(?:高速|较快|正|中高速|同比)?(增长|增速|增幅|涨幅|上涨|提升)(?![到至])")
ONE = {"增": "up", "涨": "up", "升": "up", "降": "down", "跌": "down", "减": "down"}
OF = re.compile(
    "(?:.*(占|是|为|完成|恢复[至到]|接近|达到?|相当于|超过了?|不到|不及|只有|约[为占]?|按|涨到|升至|降至|抵|仅|不低于|不高于|不少于|、))"
    "([^,，。;；、的由从]{1,10})的(?:近|约|超|仅|不足)?$"
)
READY = re.compile("[成产用工车]后[^,，]*[可将]")
SPAN = re.compile("[期限]为?$")
WITHIN = re.compile("[之以]?内(?!以?来|[屡已累连先共多])[^,，。;；0-9]{0,30}(?:[,，。;；、\n]|$)")  # 24小时内响应; but 半小时内疏散300人 is told as done
GROUND = {"subject", "time", "row", "when", "other"}
REACH = re.compile("[到至达]$|不低于$|突破$")
DONE = re.compile("了|控制在$|[缩减降][短少小至到]?[至到]$")
SPELL = re.compile(".{0,2}?((?:过去|最近|近|今后|未来)?[0-9一二两三四五六七八九十百多余几个年月周天]+[来间内])")


def read_bound(plain: str, state: dict, start: int, end: int, measure) -> str:
    """The bound: a cue just before, before the 的 of a ratio, or just after, else the expression's own (余, 多, 百)."""
    if plain[start - 1 : start] == "每":
        return "exact"
    before = BEFORE.search(plain, max(state["clause"], start - 8), start)
    if before and not (before[2] == "近" and measure.unit in SPELLS):
        if before[2] not in ("上", "过") or plain[start] in "百千万亿半":
            return BOUND_OF[before[1] or before[2]]
    of = OF.match(plain[max(state["clause"], start - 16) : start]) if measure.dimension in RATES else None
    if of:
        about = plain[max(state["clause"], start - 16) + of.start(1) - 1] == "约"  # 约为前年的2倍
        if about or of[1].rstrip("了") in BOUND_OF:
            return "about" if about else BOUND_OF[of[1].rstrip("了")]
    after = AFTER.match(plain, end, end + 4)
    return BOUND_OF[after[1]] if after else measure.bound


def read_change(plain: str, state: dict, start: int, end: int, measure) -> str:
    """The direction of the change that the number measures, or `level`."""
    if plain[start:end] in ("持平", "零增长"):
        return "flat"
    change, cue, piece = "up" if measure.unit == "番" else "level", state["cue"], state["piece"]
    if cue and change == "level":
        direction, mark, position, after = cue
        rate = measure.dimension in RATES or measure.unit == ""
        changes = {
            "1": start - after < 2 and (rate or isinstance(state["compare"], tuple) or plain[after:start] == "了"),  # 高2.8个百分点
            "=": rate,  # 增幅达5%
            "+": True,  # 新增就业1.2万人
        }
        # 增长5%: nothing but function words between; 高于全省2.3个百分点: the basis may stand between;
        # 高于60分 is a threshold
        threshold = mark == "-" and (after == start or plain[start - 1] == "的") and not state["compare"]
        beside = (not piece or piece[1] <= position or mark == "-") and not threshold
        change = direction if changes.get(mark, beside) else "level"
    if change == "level" and measure.dimension == "percent" and plain[start - 1 : start] in ONE:
        change = ONE[plain[start - 1]]
    if change == "level" and measure.dimension == "percent" and GROWTH.match(plain, end, end + 8):
        change = "up"
    return "down" if change == "up" and measure.value < 0 else change


def read_basis(plain: str, state: dict, start: int, measure, change: str):
    """What a change or a ratio is compared with, as a span; a change inherits it within the sentence."""
    if state["than"] is not None and change != "level":
        return (state["than"], start)
    compare = state["compare"]
    if isinstance(compare, int):
        compare = (compare, basis_end(plain, compare, start)) if plain[compare] in "比较" or change == "flat" else None
    if compare and (change != "level" or compare[1] == start or plain[compare[1] : start] == "提前") and compare[1] - compare[0] <= 18:
        state["basis"][measure.dimension] = compare
        if measure.dimension not in RATES:
            state["basis"].update(dict.fromkeys(RATES, compare))
        return compare
    if change != "level":
        return state["basis"].get(measure.dimension, "")
    window = max(state["clause"], start - 16)
    of = OF.match(plain[window:start]) if measure.dimension in RATES else None
    if of:
        return (window + of.start(2), window + of.end(2))
    return ""


def read_status(plain: str, state: dict, start: int, end: int, measure, change: str) -> str:
    """actual, target or plan: a deadline and a forecast change are targets, 24小时内 too unless it is over."""
    if start and plain[start - 1] in "由从":
        return "actual"  # 将由80万元提高至100万元: what is so today
    urged = state["urge"] and measure.unit != "大" and URGE.match(plain, state["begins"])
    if urged and state["status"] == "actual" and (measure.dimension in RATES or REACH.search(plain, max(0, start - 4), start)):
        return "target"  # 覆盖率达到90%
    status = "plan" if state["status"] == "actual" and (state["weak"] or urged) else state["status"]
    spell = measure.kind == "duration"
    if status == "plan" and (measure.dimension == "age" or spell and state["plan"] and SPAN.search(plain, max(0, start - 4), start) and "计划" not in plain[max(0, start - 8) : start]):
        return "actual"  # 拟招聘9名,年龄35周岁以下,公示期5天: conditions of the plan
    within = spell and WITHIN.match(plain, end) and not DONE.search(plain, max(0, start - 6), start)
    forecast = status == "plan" and (measure.dimension in ("temperature", "rank") or measure.unit == "毫米")  # 气温将降至-4℃
    ready = READY.search(plain, max(state["clause"], start - 24), start)  # 建成后年处理垃圾可达30万吨
    growth = status == "plan" and change != "level" and measure.dimension in RATES and state["plan"] != "拟"
    return "target" if state["due"] or within or ready or forecast or growth else status


def of_each(plain: str, state: dict, indicator, column: str):
    """每公斤 and 每月 also hold for a figure that inherits the indicator of theirs."""
    if not indicator or indicator[1] > state["clause"]:
        return ""
    word = next((row[column] for row in reversed(state["rows"]) if row["indicator"] == indicator), "")
    return word if word and plain[word[0]] == "每" else ""


def read_subject(plain: str, state: dict, merged: list, number: int, indicator, bearer, linked: dict | None):
    """Step 4: 每公斤, the bearer that the indicator breaks off, the theme of the clause, else as before."""
    if linked:
        state["subject"] = linked["subject"]
    elif bearer:
        state.update(subject=bearer, named=True)
    elif not state["named"]:
        state["subject"] = theme(plain, merged, state["opened"], number, indicator) or state["subject"]
    return state["each"] or of_each(plain, state, indicator, "subject") or state["subject"]


def read_period(plain: str, state: dict, start: int, indicator, status: str):
    """Step 5: 每月, the date of the clause, else as before; what is planned did not happen last year."""
    once = state["once"]
    if once and plain[once[0] - 1] in "由从" and once[1] == start - 1:
        return once  # 由上月的62%
    period = state["pace"] or of_each(plain, state, indicator, "period") or state["period"]
    past = period and not state["future"] and (period[0] < state["begins"] or plain[period[0]] in "去上前")
    return "" if status == "plan" and past else period


def on_group(plain: str, state: dict, merged: list, number: int, measure, indicator) -> None:
    """A counted group that opens its clause is the subject of what follows: 14个项目|总投资156亿元."""
    start, end = merged[number][:2]
    before = {role for _, _, role, _ in merged[max(state["opened"], number - 6) : number]}
    if measure.dimension == "count" and indicator and indicator[0] >= end and before <= GROUND and plain[indicator[1] : indicator[1] + 1] not in "、,，。;；":
        state.update(subject=(start, indicator[1]), named=True)


def read_row(plain: str, state: dict, merged: list, number: int, measure, linked: dict | None) -> dict:
    """All seven columns of one expression, words still as spans; a linked row (A、B和C) shares those before it."""
    start, end = merged[number][:2]
    change = read_change(plain, state, start, end, measure)
    if linked and (change == "level" or not state["cue"]):
        change = linked["change"]
    basis = linked["basis"] if linked and change == linked["change"] else read_basis(plain, state, start, measure, change)
    status = read_status(plain, state, start, end, measure, change)
    indicator, bearer = read_indicator(plain, state, merged, number, measure, basis, change)
    record = dict(bound=read_bound(plain, state, start, end, measure), change=change, basis=basis, status=status, indicator=indicator)
    record["subject"] = read_subject(plain, state, merged, number, indicator, bearer, linked)
    record["period"] = read_period(plain, state, start, indicator, status)
    record.update(start=start, end=end, clause=state["clause"], kind=measure.kind, dimension=measure.dimension)
    if state["items"] is None and not linked and not state["piece"] and measure.dimension in RATES and merged[number + 1][2] in ("pause", "other"):
        # 增加值A、B和C,增长X、Y和Z: a second list of the same length, without 分别
        state.update(items=(start, start), turn=0, before=list(state["rows"]))
    if state["items"]:
        read_items(plain, state, merged, number, record)
    on_group(plain, state, merged, number, measure, indicator)
    return record


def on_expression(plain: str, state: dict, merged: list, number: int, span: tuple, linked: dict | None) -> dict | None:
    """A measure is read, a date sets the period, 5G and 一等奖 may begin a noun phrase."""
    start, end, kind, measure = span
    if measure is not None and kind != "ordinal":
        record = read_row(plain, state, merged, number, measure, linked)
        state["rows"].append(record)
        state.update(done=True, placed="")
        if kind == "quantity":
            state.update(piece=None, cue=None, than=None)
        elif spell := SPELL.match(plain, max(start - 2, state["clause"]), end + 1):
            state.update(period=(spell.start(1), end + 1), future=False)  # 三年来, 五年间
        return record
    if kind == "ordinal":
        state["placed"] = left_noun(plain, state, merged, number, lambda word, near: True, state["opened"])[0]
    if kind == "date":
        on_date(plain, state, start, end)
    elif re.search("[A-Za-z]|奖$|产业$", plain[start:end]) and plain[end : end + 1] != "”":
        on_noun(state, start, end)
    return None


def read_context(text: str, plain: str, spans: list) -> list[tuple[str, ...]]:
    """The context of every expression: bound, change, basis, status, indicator, subject, period.

    `spans` holds (start, end, kind, measure or None) in text order; the result has one tuple of seven words per span.
    """
    state: dict = {"now": -1}
    new_paragraph(state, 0)
    results, before, merged = [EMPTY] * len(spans), None, events(plain, spans)
    for number, (start, end, role, row) in enumerate(merged):
        state["now"] = number
        if row >= 0:
            linked = before if before and plain[before["end"] : start] in LINKS else None
            record = on_expression(plain, state, merged, number, spans[row], linked)
            if record:
                results[row] = before = record
        elif role in ("delim", "pause", "end", "break"):
            on_boundary(state, plain, start, end, role)
        else:
            if end - start == 2 and plain[start:end] in ("分别", "依次"):
                state.update(items=coordination(plain, state, merged, number), turn=0, before=list(state["rows"]))
                if isinstance(state["compare"], int) and state["items"][0] != state["compare"]:
                    state["compare"] = (state["compare"], start)  # 较去年同期|分别增长
            on_word(state, plain, *(whole_name(plain, merged, number) if role == "subject" else (start, end)), role)
    return [tuple(words(text, result[field]) for field in FIELDS) for result in results]


def words(text: str, span) -> str:
    """The words of a span without quotation marks and particles at its edges."""
    if isinstance(span, str):
        return span
    word = text[span[0] : span[1]]
    whole = word.count("“") == word.count("”") and not (word[:1] == "“" and word[-1:] == "”")
    return word if whole and "”" in word else word.strip(EDGES)
