"""Of whom and when: steps 4 and 5 of section 8 of data/gold/README.md, and the bearers that a compound breaks off."""

import re

from helpers.events import ACTS, FIRM, MANY, NOMINAL, ONLY, SETTLED, WINDOW, WORK, Event, is_one_of, run_end, tagger

KIND = re.compile("[农学客旅教]|.*(?:企业|行政村|地方政府)")
GROUPS = ("该", "本", "某", "这", "我", "本届")
TOTAL = re.compile("(?:概算|计划|设计)?总投资")
GROUND = {"subject", "time", "row", "when", "other"}


def is_bearer(plain: str, line: list[Event], number: int) -> bool:
    """Whether a word inside a compound is a particular bearer: a place, a named firm, or the only one the text can mean."""
    start, end, word, role, _ = line[number]
    if role == "noun" and TOTAL.match(plain, end) and word[-1] != "算":
        return True  # 电站|总投资, but 概算总投资
    if word == "工程":
        return plain[end : end + 1] == "总"  # 工程|总工期, but 工程进度
    if word in SETTLED:
        return line[number - 1].role in ("noun", "v", "subject")  # 桃园|村
    named = any(event.role == "subject" and event.word[0] not in "全每该本" for event in line[max(number - 4, 0) : number])
    if named and FIRM.match(word) and not MANY.match(word):
        return True  # 青岚|水文站
    return role == "subject" or role == "noun" and ONLY.match(word) is not None and not KIND.match(word)


def whole_bearer(line: list[Event], number: int, floor: int) -> tuple[int, int]:
    """A bearer with the nouns before it that name it: 县|人民医院|新院区."""
    first = number
    while first > floor and line[first - 1].role in ("noun", "subject", "vn", "adjective"):
        first -= 1
    if first > floor and line[first - 1].word in GROUPS:
        first -= 1
    return line[first].start, line[number].end


def whole_name(line: list[Event], number: int) -> tuple[int, int]:
    """A place with what the tokenizer has cut off it (临|滹市), and the office or team that it names (灵沽市|税务局)."""
    start, end, word, *_ = line[number]
    first = number
    if word in ("公司", "集团"):
        while first > number - WINDOW and line[first - 1].role in (*NOMINAL, "act", "adjective"):
            first -= 1  # 县|供电|公司
    elif line[number - 1].role == "noun" and (len(line[number - 1].word) == 1 or not tagger().has_word(line[number - 1].word)):
        first -= 1
    start, word = line[first].start, line[first].word
    last = run_end(line, number)
    behind = line[number + 1 : last + 1]
    if word[0] in "全每我本":
        group = behind and MANY.match(behind[-1].word) and line[last + 1].role in ("reach", "verb", "actual")
        return (behind[0].start, behind[-1].end) if group else (start, end)  # 全市|税务部门已办理
    for event in behind:
        if event.word in SETTLED or is_one_of(event.word, FIRM, ONLY, WORK):
            end = event.end
    return start, end


def theme(plain: str, line: list[Event], opened: int, number: int, indicator) -> tuple[int, int] | None:
    """The noun phrase that opens a clause before its verb (应急管理部门|抽查…), unless it is the indicator."""
    if number - opened > WINDOW:
        return None
    i = opened
    while i < number and line[i].role in ("row", "time", "when", "quote", "actual"):
        i += 1
    start = end = line[i].start
    i += line[i].word in GROUPS  # 该|企业
    before_verb = 0
    while i < number and line[i].role in (*NOMINAL, *ACTS, "subject", "adjective"):
        if line[i].role in ACTS:
            before_verb = before_verb or end
        if line[i].role in (*NOMINAL, "subject"):
            end = line[i].end
        if line[i].role == "verb" or line[i].role in ACTS and line[i + 1].role not in NOMINAL:
            break
        i += 1
    if indicator and indicator[0] < end and before_verb:
        end = before_verb  # 县供销社|储备化肥, as far as the verb
    clash = indicator and start < indicator[1] and indicator[0] < end
    return None if clash or end - start < 2 or plain[end - 1] in "率额量" else (start, end)


def of_each(plain: str, state: dict, indicator, column: str):
    """每公斤 and 每月 also hold for a figure that inherits the indicator of theirs."""
    word = next((row[column] for row in reversed(state["rows"]) if row["indicator"] == indicator), "")
    return word if word and plain[word[0]] == "每" else ""


def read_subject(plain: str, state: dict, line: list[Event], number: int, indicator, bearer):
    """Step 4: 每公斤, the bearer that the indicator breaks off, the theme of the clause, else as before."""
    if bearer:
        state.update(subject=bearer, named=True)
    elif not state["named"]:
        state["subject"] = theme(plain, line, state["opened"], number, indicator) or state["subject"]
    return state["each"] or of_each(plain, state, indicator, "subject") or state["subject"]


def read_period(plain: str, state: dict, start: int, indicator, status: str):
    """Step 5: 每月, the date of the clause, else as before; what is planned did not happen last year."""
    once = state["once"]
    if once and plain[once[0] - 1] in "由从" and once[1] == start - 1:
        return once  # 由上月的62%
    period = state["pace"] or of_each(plain, state, indicator, "period") or state["period"]
    return "" if status == "plan" and period and period[0] < state["begins"] else period


def on_group(plain: str, state: dict, line: list[Event], number: int, measure, indicator) -> None:
    """A counted group that opens its clause is the subject of what follows: 14个项目|总投资156亿元."""
    start, end = line[number][:2]
    opens = {event.role for event in line[max(state["opened"], number - 6) : number]} <= GROUND
    counted = measure.dimension == "count" and indicator and indicator[0] >= end
    if opens and counted and plain[indicator[1] : indicator[1] + 1] not in "、,，。;；":
        state.update(subject=(start, indicator[1]), named=True)
