"""The clause around a number: bound, change, basis, status, indicator, subject, period.

The text is read once from left to right, as a reader does. Words, punctuation and the expressions themselves
are the events (events.py). What they leave in mind is the state (clause.py); this module
says what a number takes from it.
"""

import re

from helpers.clause import URGE, basis_end, new_paragraph, on_boundary, on_date, on_word
from helpers.events import LINKS, RATES, STOPS, Event, passages, read_events
from helpers.indicator import coordination, read_indicator, read_items
from helpers.subject import on_group, read_period, read_subject, whole_name

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
WITHIN = re.compile("[之以]?内(?!以?来|[屡已累连先共多])[^,，。;；0-9]{0,30}(?:[,，。;；、\n]|$)")  # 24小时内响应; but 半小时内疏散300人 is told as done
REACH = re.compile("[到至达]$|不低于$|突破$")
DONE = re.compile("了|控制在$|[缩减降][短少小至到]?[至到]$")
SINCE = re.compile(".{0,2}?((?:过去|最近|近|今后|未来)?[0-9一二两三四五六七八九十百多余几个年月周天]+[来间内])")


def find_whole(plain: str, state: dict, start: int, measure) -> re.Match | None:
    """Before a rate, what it is a part or a multiple of: 占全市的, 是去年的."""
    window = max(state["clause"], start - 16)
    return OF.match(plain, window, start) if measure.dimension in RATES else None


def read_bound(plain: str, state: dict, start: int, end: int, measure) -> str:
    """The bound: a cue just before, before the 的 of a ratio, or just after, else the expression's own (余, 多, 百)."""
    if plain[start - 1 : start] == "每":
        return "exact"
    before = BEFORE.search(plain, max(state["clause"], start - 8), start)
    if before and not (before[2] == "近" and measure.unit in SPELLS):
        if before[2] not in ("上", "过") or plain[start] in "百千万亿半":
            return BOUND_OF[before[1] or before[2]]
    if whole := find_whole(plain, state, start, measure):
        if plain[whole.start(1) - 1] == "约":
            return "about"  # 约为前年的2倍
        if whole[1].rstrip("了") in BOUND_OF:
            return BOUND_OF[whole[1].rstrip("了")]
    after = AFTER.match(plain, end, end + 4)
    return BOUND_OF[after[1]] if after else measure.bound


def read_change(plain: str, state: dict, start: int, end: int, measure) -> str:
    """The direction of the change that the number measures, or `level`."""
    if plain[start:end] in ("持平", "零增长"):
        return "flat"
    change, cue, piece = "up" if measure.unit == "番" else "level", state["cue"], state["piece"]
    if cue:
        direction, mark, position, after = cue
        changes = {
            "1": state["compare"] or plain[after:start] in ("", "了"),  # 高2.8个百分点
            "=": measure.dimension in RATES,  # 增幅达5%
            "+": True,  # 新增就业1.2万人
        }
        # 增长5%: nothing but function words between; 高于全省2.3个百分点: the basis may stand between;
        # 超过去年的80% is a threshold
        threshold = mark == "-" and plain[start - 1] == "的" and not state["compare"]
        beside = (not piece or piece[1] <= position or mark == "-") and not threshold
        change = direction if changes.get(mark, beside) else change
    if plain[start - 1 : start] in ONE and measure.dimension == "percent":
        change = ONE[plain[start - 1]]
    if measure.dimension == "percent" and GROWTH.match(plain, end, end + 8):
        change = "up"
    return "down" if change == "up" and measure.value < 0 else change


def read_basis(plain: str, state: dict, start: int, measure, change: str):
    """What a change or a ratio is compared with, as a span; a change inherits it within the sentence."""
    compare = state["compare"]
    if state["versus"] is not None:
        compare = (state["versus"], basis_end(plain, state["versus"], start))
    if compare and (change != "level" or plain[compare[1] : start] == "提前"):
        state["basis"][measure.dimension] = compare
        if measure.dimension not in RATES:
            state["basis"].update(dict.fromkeys(RATES, compare))
        return compare
    if change != "level":
        return state["basis"].get(measure.dimension, "")
    whole = find_whole(plain, state, start, measure)
    return whole.span(2) if whole else ""


def read_status(plain: str, state: dict, start: int, end: int, measure) -> str:
    """actual, target or plan: a deadline makes a target, and so does 24小时内 unless it is over."""
    if plain[start - 1] in "由从" or measure.dimension == "age" or measure.kind == "duration" and plain[start - 1] == "期":
        return "actual"  # 将由80万元提高至100万元: what is so today; 公示期5天: a condition of the plan
    urged = state["urge"] and state["status"] == "actual" and measure.unit != "大" and URGE.match(plain, state["begins"])
    if urged and REACH.search(plain, max(0, start - 4), start):
        return "target"  # 覆盖率达到90%
    status = "plan" if state["status"] == "actual" and (state["weak"] or urged) else state["status"]
    within = measure.kind == "duration" and WITHIN.match(plain, end) and not DONE.search(plain, max(0, start - 6), start)
    forecast = status == "plan" and measure.dimension in ("temperature", "rank")  # 气温将降至-4℃
    ready = READY.search(plain, max(state["clause"], start - 24), start)  # 建成后年处理垃圾可达30万吨
    return "target" if within or forecast or ready else status


def read_row(plain: str, state: dict, line: list[Event], number: int, measure, linked: dict | None) -> dict:
    """All seven columns of one expression, words still as spans; a linked row (A、B和C) shares those before it."""
    start, end = line[number][:2]
    change = linked["change"] if linked else read_change(plain, state, start, end, measure)
    basis = linked["basis"] if linked else read_basis(plain, state, start, measure, change)
    status = read_status(plain, state, start, end, measure)
    indicator, bearer = read_indicator(plain, state, line, number, measure, basis, change)
    bound = read_bound(plain, state, start, end, measure)
    record = dict(bound=bound, change=change, basis=basis, status=status, indicator=indicator)
    record["subject"] = read_subject(plain, state, line, number, indicator, bearer)
    record["period"] = read_period(plain, state, start, indicator, status)
    record.update(start=start, end=end, clause=state["clause"], dimension=measure.dimension)
    if state["items"]:
        read_items(plain, state, line, number, record)
    on_group(plain, state, line, number, measure, indicator)
    return record


def on_expression(plain: str, state: dict, line: list[Event], number: int, span: tuple, linked: dict | None) -> dict | None:
    """A measure is read, a date sets the period."""
    start, end, kind, measure = span
    if kind == "date":
        on_date(plain, state, start, end)
    if measure is None or kind == "ordinal":
        return None
    record = read_row(plain, state, line, number, measure, linked)
    state["rows"].append(record)
    if kind == "quantity":
        state.update(piece=None, cue=None, versus=None)
    elif since := SINCE.match(plain, max(start - 2, state["clause"]), end + 1):
        state.update(period=(since.start(1), end + 1), future=False)  # 三年来, 五年间
    return record


def read_passage(plain: str, spans: list, line: list[Event]) -> dict[int, dict]:
    """The records of one paragraph by their row numbers; its events are read once, from left to right."""
    state, records, before = new_paragraph(line[0].start), {}, None
    for number, (start, end, word, role, row) in enumerate(line):
        state["now"] = number
        if row >= 0:
            linked = before if before and plain[before["end"] : start] in LINKS else None
            if record := on_expression(plain, state, line, number, spans[row], linked):
                records[row] = before = record
        elif role in STOPS:
            on_boundary(state, plain, start, end, role)
        else:
            if word in ("分别", "依次"):
                state.update(items=coordination(plain, state, line, number), turn=0, before=list(state["rows"]))
            on_word(state, plain, *(whole_name(line, number) if role == "subject" else (start, end)), role)
    return records


def read_context(text: str, plain: str, spans: list) -> list[tuple[str, ...]]:
    """The context of every expression: bound, change, basis, status, indicator, subject, period.

    `spans` holds (start, end, kind, measure or None) in text order; the result has one tuple of seven words per span.
    """
    records: dict[int, dict] = {}
    for start, end, rows in passages(plain, spans):
        records |= read_passage(plain, spans, read_events(plain, spans, start, end, rows))
    return [tuple(words(text, records.get(row, EMPTY)[field]) for field in FIELDS) for row in range(len(spans))]


def words(text: str, span) -> str:
    """The words of a span without quotation marks and particles at its edges."""
    if isinstance(span, str):
        return span
    word = text[span[0] : span[1]]
    part = "”" in word and not (word[0] == "“" and word[-1] == "”")  # “赣企通”用户 keeps its marks
    return word if part else word.strip(EDGES)
