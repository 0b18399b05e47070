"""What the words of a clause leave in mind: the state that a number finds when it is reached.

The state is a small dictionary; `new_clause`, `new_sentence` and `new_paragraph` say how long each entry lasts.
Positions are kept as spans (start, end) into the text.
"""

import re
from collections import deque

from helpers.events import RATES

MANNER = re.compile("(?:基本|大体|大致|名义|实际|明显|大幅度?|小幅|显著|分别|略有|[又再均已各净略约还近超])+$")  # no part of a basis: 比上年|名义增长
NUMBER = re.compile("了?[0-9一二两三四五六七八九十百千万亿半几数]")
# After a date: it belongs to what the figure is a part, a multiple or a follower of (上月的62%, 年初预算的53%).
WHOLE = re.compile("的[0-9一二两三四五六七八九十百千万亿半几数]|[一-鿿]{1,4}的[近约超仅]?[0-9.一二两三四五六七八九十半]+(?:%|倍|成)")
# A sentence that opens like this, without saying who, tells what is to be done.
URGE = re.compile(
    "(?:全年[^,，。]{0,6})?(?:坚持|聚焦|围绕|全力|大力|深化|深入|推进|加强|强化|持续|突出|统筹|抓[好实紧]|做[好优强]|着力"
    "|优化|办好|用好|拓展|扎实|纵深|健全|推动|加快|培育|要|必须)"
)
LIKENESS = re.compile("[^,，。;；\n]{1,12}?(?:持平|相比|相当|一致)")
OBJECT = re.compile("[0-9]|[^,，。;；]{2,24}?[由从][0-9一二三四五六七八九]")  # 将额度由80万元提高至100万元
WHEN = re.compile("(?:^|[,，。;；、\n]|力争|争取|计划|确保|预计|规划|目标是?|将|望)[到至]$")
# What holds only inside a clause, and what it is at the beginning of one; a bracket puts it aside.
CLAUSE = dict(clause=0, opened=0, piece=None, items=None, skip="", cue=None, compare=None, versus=None)
CLAUSE |= dict(weak=False, each=None, pace=None, once=None)


def new_clause(state: dict, position: int) -> None:
    """Forget what holds only inside a clause."""
    state.update(CLAUSE, clause=position, opened=state["now"] + 1)


def new_sentence(state: dict, position: int) -> None:
    """Forget what holds only inside a sentence; a future period ends with it."""
    new_clause(state, position)
    state.update(begins=position, sentence=state["opened"], aside=None, spell="", basis={}, rows=deque(maxlen=12))
    state.update(status="actual", goal=False, plan=False, urge=True, named=False)
    if state["future"]:
        state.update(period="", future=False)


def new_paragraph(position: int) -> dict:
    """Nothing in mind."""
    state = {"now": 0, "subject": "", "period": "", "future": False}
    new_sentence(state, position)
    return state


def on_boundary(state: dict, plain: str, start: int, end: int, role: str) -> None:
    """A comma ends a clause, a semicolon also a target and a future period, a stop the sentence; 、 ends nothing."""
    if role == "delim":
        if plain[start] in ")）" and state["aside"]:
            state.update(state["aside"], aside=None)  # (不含农户): the clause goes on where the bracket had opened
            return
        if plain[start] in "(（":
            state["aside"] = {field: state[field] for field in CLAUSE}
        if plain[start] in ";；":
            state["status"] = "target" if state["goal"] else "plan" if state["plan"] else "actual"
            if state["future"]:
                state.update(period="", future=False)
        new_clause(state, end)
    elif role == "end":
        new_sentence(state, end)


def on_noun(state: dict, start: int, end: int) -> None:
    """A noun begins a phrase or continues it."""
    piece = state["piece"]
    state["piece"] = (piece[0], end) if piece and piece[1] == start else (start, end)


def basis_end(plain: str, start: int, end: int) -> int:
    """Where what is compared with ends: before the adverbs of the change."""
    manner = MANNER.search(plain[start:end])
    return start + manner.start() if manner else end


def close_comparison(state: dict, plain: str, end: int) -> None:
    """What 比, 较 or 高于 has opened ends here."""
    if state["versus"] is not None:
        state.update(compare=(state["versus"], basis_end(plain, state["versus"], end)), versus=None)


def on_change(state: dict, plain: str, start: int, end: int, role: str) -> None:
    """增长, 下降: a direction, unless 到 or 至 follows; it closes what 比 has opened."""
    mark = role[-1]
    if plain[start - 1] == "占":
        return  # 占新增贷款的58%
    if mark != "=":
        close_comparison(state, plain, start)
    if mark == "-" and not state["compare"] and NUMBER.match(plain, end):
        return  # 超过5万人: a bound
    to = mark != "=" and re.match("了?[到至为成]", plain[end : end + 2])
    state["cue"] = None if to else (role.rstrip("+=-1"), mark, start, end)
    if mark == "-" and not state["compare"]:
        state["versus"] = end  # 高于|全省2.3个百分点


def on_status(state: dict, plain: str, end: int, role: str, word: str) -> None:
    """力争 makes a target and 将 a plan for the sentence, 加快 a plan for the clause; 已 ends them."""
    before = end - len(word)
    if role == "hope" and plain[before - 2 : before] != "累计":  # 累计争取资金3亿元
        state.update(status="target", goal=state["goal"] or re.match("[是为]?[:：]", plain[end : end + 2]) is not None)
    elif role == "plan" and not (word == "将" and OBJECT.match(plain, end)):
        state.update(plan=True, status="target" if state["status"] == "target" else "plan")
    elif role == "plan?":
        state["weak"] = plain[before - 1 : before] not in ("新", "已", "共")
    elif role == "actual":
        state.update(status="actual", plan=False, weak=False, urge=False)


def on_subject(state: dict, plain: str, start: int, end: int) -> None:
    """全市, 平湖市: the subject, unless it is the field of a rank (列全省第8位) or of a comparison; 每公斤 holds for a clause."""
    ranked = plain[start - 1 : start] in ("列", "居", "于", "占", "对") or plain[end : end + 2] == "平均"
    if plain[start] == "每":
        state["each"] = (start, end)
    elif plain[start - 1 : start] not in ("“", "《") and not ranked and state["versus"] is None:
        state.update(subject=(start, end), named=True)


def on_compare(state: dict, plain: str, start: int, end: int, role: str) -> None:
    """同比 is a basis by itself; 比 and 较 open one; 增长, 相比 or the number closes it."""
    if role == "basis":
        state.update(compare=(start, end), versus=None)
    elif state["versus"] is not None:
        close_comparison(state, plain, start)
    elif role == "compare" and (plain[start] in "比较" or LIKENESS.match(plain, end)):
        state.update(compare=None, versus=start)
        return
    if state["compare"]:
        state["basis"] = dict.fromkeys(RATES, state["compare"])


def on_word(state: dict, plain: str, start: int, end: int, role: str) -> None:
    """Pass one word to its handler."""
    word, inside = plain[start:end], state["versus"] is not None
    if role == "plan?" and inside:
        role = "up"  # 比上年加快1.3个百分点
    if word == "安排" and plain[start - 2 : start] in ("支出", "收入", "预算"):
        role = "plan"  # 一般公共预算支出安排31.6亿元
    if role in ("noun", "vn"):
        on_noun(state, start, end)
    elif role == "subject":
        on_subject(state, plain, start, end)
    elif role == "time" and not inside:
        state.update({"pace": (start, end)} if word[0] == "每" else {"period": (start, end), "future": False})
    elif role[:2] == "up" or role[:4] == "down":
        on_change(state, plain, start, end, role)
    elif role in ("basis", "compare", "against"):
        on_compare(state, plain, start, end, role)
    elif not inside:
        on_status(state, plain, end, role, word)


def on_date(plain: str, state: dict, start: int, end: int) -> None:
    """A date sets the period, unless it is what a change compares with; a deadline makes a target."""
    word = plain[start:end]
    if state["versus"] is not None:
        return
    if WHOLE.match(plain, end):
        state["once"] = (start, end)
        return
    until = WHEN.search(plain[max(0, start - 6) : start]) and word[:2] not in ("去年", "上年")
    deadline = until or word.endswith("前") and not word.endswith(("年前", "点前"))
    state.update(period=(start, end), future=bool(deadline) or word[:2] in ("明年", "后年"))
    if deadline:
        state["status"] = "target"
    for row in state["rows"]:
        if row["clause"] == state["clause"]:
            row["period"] = row["period"] or (start, end)  # 由2018年的A提高到2023年的B
            if deadline and (row["status"] != "plan" or row["dimension"] == "count"):
                row["status"] = "target"
