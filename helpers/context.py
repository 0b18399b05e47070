"""The clause around a number: bound, change, basis, status, indicator, subject, period.

The text is read once from left to right, as a reader does. Cue words (data/cues.csv), punctuation and the
expressions themselves are the events; what they leave in mind is the state, a small dictionary.
"""

import csv
import re

from helpers.numerals import DATA

FIELDS = ("bound", "change", "basis", "status", "indicator", "subject", "period")

ABOUT, OVER, UNDER = "约 大约 大概 大致 左右 上下 前后", "超 超过 逾 突破 以上 余 多 不低于 不少于 至少 最少 不止 上 过 起", "近 接近 将近 不到 不足 以内 之内 以下 不超过 不高于 至多 最多 内"
BOUNDS = {word: bound for bound, words in (("about", ABOUT), ("over", OVER), ("under", UNDER)) for word in words.split()}
BEFORE = re.compile(r"(不低于|不少于|至少|最少|不超过|不高于|至多|最多|大约|约|超过|超|突破|逾|接近|将近|(?<![附最])近|不到|不足|(?<![超通经])过(?=$)|上(?=$))(?:了|达|到|至|有|为)?$")
AFTER = re.compile("的?(?:以上|以下|以内|之内|左右|上下|余|多(?![元样年功]))|内(?![部容外地])")
GROWTH = re.compile("的?(?:高速|较快|正|中高速|同比)?(增长|增速|增幅|涨幅|上涨|提升)")
PLACE = re.compile("(?:其中)?([一-鿿]{1,4}?(?:市|县|区|镇|乡|村|街道|省|公司|集团|合作社))(?![民级域场镇区长委政内容])")
ONE = {"增": "up", "升": "up", "涨": "up", "高": "up", "多": "up", "快": "up", "超": "up", "降": "down", "跌": "down", "低": "down", "少": "down", "减": "down"}


def load_cues() -> dict[str, str]:
    """data/cues.csv as a dictionary from cue word to role."""
    with open(DATA / "cues.csv", encoding="utf-8", newline="") as file:
        return {row["word"].replace("\\n", "\n"): row["role"] for row in csv.DictReader(file)}


def trie(words):
    words = set(words)
    firsts = sorted({word[0] for word in words if word})
    branches = [re.escape(first) + trie(word[1:] for word in words if word[:1] == first) for first in firsts]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in words else "") if branches else ""


CUES = load_cues()
CUE = re.compile(trie(CUES))
LINKS = {"、", "和", "与", "及", "以及", "或", "或者", "同"}
PARTS = re.compile("、|和|与|以及|及")
RATES = {"percent", "percentage_point", "ratio"}
EDGES = "“”‘’「」『』《》 的了着过等以及"


def events(plain: str, spans: list) -> list[tuple[int, int, str, int]]:
    """Cues and expressions in text order: (start, end, role, row number or -1); cues inside a row drop out."""
    merged, row, last = [], 0, 0
    for found in CUE.finditer(plain):
        start, end = found.span()
        while row < len(spans) and spans[row][0] < end:
            merged.append((spans[row][0], spans[row][1], "row", row))
            last = spans[row][1]
            row += 1
        if start >= last:
            merged.append((start, end, CUES[found[0]], -1))
    merged += [(spans[i][0], spans[i][1], "row", i) for i in range(row, len(spans))]
    return merged


def new_clause(state: dict, position: int) -> None:
    """Forget what holds only inside a clause."""
    state.update(clause=position, anchor=position, piece=None, cue=None, compare=None, than=None, items=None, deadline=False)


def new_sentence(state: dict, position: int) -> None:
    """Forget what holds only inside a sentence: basis, status, indicator; a future period ends too."""
    new_clause(state, position)
    state.update(status="actual", plan=False, basis={}, indicator="", rows=[])
    if state["future"]:
        state.update(period="", future=False)


def new_paragraph(state: dict, position: int) -> None:
    """Forget everything."""
    state.update(subject="", period="", future=False)
    new_sentence(state, position)


def noun(state: dict, plain: str, start: int, end: int) -> None:
    """Plain words between two events: the end of a noun phrase, perhaps with a place in front."""
    if state["piece"] and state["piece"][1] == start:
        state["piece"] = (state["piece"][0], end)
        return
    place = PLACE.match(plain, start, end) if start - state["anchor"] < 3 else None
    if place:
        state["subject"] = (place.start(1), place.end(1))
        start = place.end()
    if start < end:
        state["piece"] = (start, end)


def on_cue(state: dict, plain: str, start: int, end: int, role: str) -> None:
    """What one cue word changes in the state."""
    kind, mark = role.rstrip("+=-?"), role[-1]
    if kind in ("up", "down"):
        if state["compare"] is not None and not isinstance(state["compare"], tuple):
            state["compare"] = (state["compare"], start)
        to = plain[end : end + 1] in ("到", "至", "为", "成") and mark != "=" or plain[end : end + 2] in ("了到", "到了")
        state["cue"] = None if to else (kind, mark, start)
        state["than"] = end if mark == "-" else state["than"]
        if mark == "=":
            noun(state, plain, start, end)
    elif role == "neutral":
        noun(state, plain, start, end)
    elif role == "basis":
        state["basis"] = {"percent": (start, end), "percentage_point": (start, end)}
    elif role == "compare":
        state["compare"] = start
        state["anchor"] = end
    elif role == "against" and isinstance(state["compare"], int):
        state["basis"] = {"percent": (state["compare"], start), "percentage_point": (state["compare"], start)}
    elif role == "subject":
        state["subject"] = (start, end)
    elif role == "time":
        state.update(period=(start, end), future=False)
    elif role in ("target", "actual") or kind == "plan":
        on_status(state, plain, start, end, role)
    if role in ("stop", "bound") and plain[start:end] != "的":
        state["anchor"] = end


def on_status(state: dict, plain: str, start: int, end: int, role: str) -> None:
    """力争 makes a target, 将 and 计划 a plan for the sentence, 加快 for the clause; 已 ends them."""
    state["anchor"] = end
    if role == "target":
        state["status"] = "target"
    elif role == "plan" and not (plain[start:end] == "将" and plain[end : end + 1].isdigit()):
        state.update(plan=True, status="target" if state["status"] == "target" else "plan")
    elif role == "plan?" and state["status"] == "actual" and not state["done"]:
        state["weak"] = True
    elif role == "actual":
        state.update(status="actual", plan=False, weak=False)


def read_bound(plain: str, state: dict, start: int, end: int, measure) -> str:
    """The bound: a cue just before, just after, or the expression's own (余, 多, 百)."""
    left = plain[max(state["clause"], start - 5) : start]
    before, after = BEFORE.search(left), AFTER.match(plain, end, end + 4)
    if before and not (before[1] == "近" and measure.kind == "duration" and measure.unit in ("年", "天", "日", "个月", "周")):
        if before[1] != "上" and before[1] != "过" or plain[start] in "百千万亿半":
            return BOUNDS[before[1]]
    if after:
        return BOUNDS[after[0].lstrip("的")]
    return measure.bound


def read_change(plain: str, state: dict, start: int, end: int, measure) -> str:
    """The direction of the change that the number measures, or `level`."""
    if plain[start:end] in ("持平", "零增长"):
        return "flat"
    change = "level"
    cue, piece = state["cue"], state["piece"]
    if measure.unit == "番" or plain[max(state["clause"], start - 2) : start] in ("翻了", "翻") :
        change = "up"
    elif cue:
        direction, mark, position = cue
        adjacent = not piece or piece[1] <= position or mark == "="
        if adjacent and (mark != "=" or measure.dimension in RATES) or mark == "+" or mark == "-" or mark not in "=" and measure.unit == "个百分点":
            change = direction
    before = plain[start - 1 : start] if start > state["clause"] else ""
    if change == "level" and before in ONE and (measure.dimension in RATES or before in "增降减涨跌"):
        change = ONE[before]
    if change == "level" and measure.dimension in RATES and GROWTH.match(plain, end, end + 6):
        change = "up"
    return "down" if change == "up" and measure.value < 0 else change


def read_basis(plain: str, state: dict, start: int, measure, change: str):
    """What a change or a ratio is compared with, as a span; a change inherits it within the sentence."""
    if state["than"] is not None:
        return (state["than"], start)
    compare = state["compare"]
    if change != "level" and compare is not None:
        if isinstance(compare, int):
            one = plain[start - 1] in ONE
            compare = (compare, start - one)
        if plain[compare[0]] in "比较" or change == "flat":
            if compare[1] - compare[0] <= 18:
                if measure.dimension in RATES:
                    state["basis"][measure.dimension] = compare
                return compare
    if change != "level":
        return state["basis"].get(measure.dimension, "")
    if measure.dimension in RATES and measure.unit != "个百分点":
        of = plain.rfind("的", max(state["clause"], start - 4), start)
        if of > state["anchor"] and of - state["anchor"] <= 12 and not plain[of + 1 : start].strip("近约超过逾达"):
            return (state["anchor"], of)
    return ""


def left_noun(state: dict) -> tuple[int, int] | str:
    """The noun phrase to the left in the clause, or the indicator inherited from the clause before."""
    return state["piece"] or state["indicator"]


def right_noun(plain: str, merged: list, number: int) -> tuple[int, int] | str:
    """The noun phrase to the right: up to the next cue, over a 的 or a size class that stands between."""
    position, number = merged[number][1], number + 1
    while number < len(merged) and merged[number][0] == position and (merged[number][2] in ("row", "bound") or plain[position] == "的"):
        if merged[number][2] == "row" and position < len(plain) and plain[merged[number - 1][1] - 1 : position] == "的":
            break
        position, number = merged[number][1], number + 1
    stop = merged[number][0] if number < len(merged) else len(plain)
    end = stop
    while number < len(merged) and merged[number][2] == "neutral" and merged[number][0] == end:
        end = merged[number][1]
        number += 1
        end = merged[number][0] if number < len(merged) else len(plain)
    return (position, end) if end > position else ""


def read_indicator(plain: str, state: dict, merged: list, number: int, measure) -> tuple[int, int] | str:
    """What is measured: for counts and size classes the noun to the right, for measures the noun to the left."""
    if measure.kind == "duration":
        return ""
    right = right_noun(plain, merged, number)
    if measure.dimension == "count" or measure.bound == "over" and plain[merged[number][0]] in "百千万亿":
        return right or left_noun(state)
    return state["piece"] or (right if not state["indicator"] and measure.dimension not in RATES else "") or state["indicator"]


def read_row(plain: str, state: dict, merged: list, number: int, measure, linked: dict | None) -> dict:
    """All seven columns of one expression, positions still as spans."""
    start, end = merged[number][:2]
    change = linked["change"] if linked else read_change(plain, state, start, end, measure)
    indicator = read_indicator(plain, state, merged, number, measure)
    if measure.kind != "duration" and indicator:
        state["indicator"] = indicator
    status = state["status"]
    if status == "actual" and state["weak"] and not state["done"]:
        status = "plan"
    if status == "plan" and (change != "level"):
        status = "target"
    return {
        "bound": read_bound(plain, state, start, end, measure),
        "change": change,
        "basis": linked["basis"] if linked else read_basis(plain, state, start, measure, change),
        "status": status,
        "indicator": indicator,
        "subject": state["subject"],
        "period": state["period"],
    }


def on_date(plain: str, state: dict, start: int, end: int, done: list) -> None:
    """A date sets the period, unless it is what a change compares with; a deadline makes a target."""
    ahead = plain[end : end + 1] in "的" and plain[start:end].endswith("同期")
    if isinstance(state["compare"], int) or ahead or state["than"] is not None:
        return
    before, last = plain[max(start - 1, state["clause"]) : start], plain[end - 1]
    deadline = plain[start:end].endswith(("前", "之前", "以前")) or before in ("到", "至") and plain[start - 2 : start] != "截至" and last in "年底末”" and plain[start : start + 2] not in ("去年", "上年")
    future = deadline or plain[start : start + 2] in ("明年", "后年")
    state.update(period=(start, end), future=future)
    if deadline:
        state["status"] = "target"
    for row in state["rows"]:
        if row["clause"] == state["clause"]:
            row["period"] = (start, end)
            row["status"] = "target" if deadline else row["status"]


def read_context(text: str, plain: str, spans: list) -> list[tuple[str, ...]]:
    """The context of every expression: bound, change, basis, status, indicator, subject, period.

    `spans` holds (start, end, kind, measure or None) in text order; the result has one tuple per span.
    """
    state: dict = {"future": False, "weak": False, "done": False}
    new_paragraph(state, 0)
    empty = dict(bound="exact", change="level", basis="", status="actual", indicator="", subject="", period="")
    results, position, before = [], 0, None
    merged = events(plain, spans)
    for number, (start, end, role, row) in enumerate(merged):
        if start > position:
            noun(state, plain, position, start)
        if role == "row":
            _, _, kind, measure = spans[row]
            if measure is None or measure.kind == "ordinal":
                results.append(empty)
                if kind == "date":
                    on_date(plain, state, start, end, results)
            else:
                linked = before if before and plain[before["end"] : start] in LINKS else None
                before = read_row(plain, state, merged, number, measure, linked) | {"end": end, "clause": state["clause"]}
                results.append(before)
                state["rows"].append(before)
                if measure.kind == "quantity":
                    state.update(piece=None, cue=None, than=None)
        elif role == "delim":
            if plain[start] in ";；":
                state["status"] = "plan" if state["plan"] else "actual"
                if state["future"]:
                    state.update(period="", future=False)
            new_clause(state, end)
            state["weak"] = False
        elif role == "pause":
            state["piece"] = None
        elif role in ("end", "break"):
            (new_sentence if role == "end" else new_paragraph)(state, end)
            state["weak"] = False
        else:
            on_cue(state, plain, start, end, role)
        position = end
    return [tuple(words(text, result[field]) for field in FIELDS) for result in results]


def words(text: str, span) -> str:
    """The words of a span without quotation marks and particles at its edges."""
    return span if isinstance(span, str) else text[span[0] : span[1]].strip(EDGES)
