"""Compounds: where the noun phrase of a head begins, and whether a unit can measure it.

The classes are told by how a word ends (data/noun_endings.txt): 率 and 额 end measures, 员 and 者 persons, 厂 and 局
firms. A figure can measure the first, count the second by 名 and the third by 家 (data/gold/README.md, section 8).
"""

import re

from helpers.events import ACTS, LINKS, NOMINAL, RATES, VERBS, WINDOW, Event, is_one_of
from helpers.events import CARRIER, FIRM, MEASURE, MONEY, ONLY, PERSON, SUM, TAKES_VERB
from helpers.subject import GROUPS, is_bearer, whole_bearer

SHARES = ("比例", "占比", "比重")
SELF = re.compile("(?:海拔|占地|全长|身高|体重|年龄|自重|藏书|馆藏)$")  # only a particular thing has them
ALONE = re.compile("[人户亩场村地次吨件校班]均$")
COUNTS_PERSONS = ("人", "名", "位", "户", "个", "人次", "口", "家", "户次", "员", "批", "对", "大", "支", "例")
COUNTS_FIRMS = ("家", "个", "所", "座", "处", "户", "大", "批", "类", "级", "户次", "家次")


def describes(line: list[Event], number: int, head: str, last: int) -> bool:
    """Whether a verb left of a head is a part of the compound (用餐人数, 入驻商户, 改造项目) and not what is done to the head."""
    before, verb, after = line[number - 1 : number + 2]
    if verb.role == "does" or TAKES_VERB.match(head):
        return True  # 入驻商户, 罚款金额
    if verb.role == "verb" or VERBS.get(verb.word) == "vn" and (SUM.match(head) or not MEASURE.match(head)):
        return False  # 接待|游客
    if before.role in ("v", "vn", "act", "verb"):
        return True  # 选聘|监考教师
    if before.role in NOMINAL and not is_one_of(before.word, PERSON, FIRM, ONLY):
        if is_one_of(head, MEASURE, MONEY, SUM, CARRIER, PERSON, FIRM):
            return True  # 秋粮|收获进度
    if after.role in NOMINAL and after.end != line[last].end:
        return False  # 申报|研发费用
    if CARRIER.match(head):
        return before.role != "actual"
    return verb.role == "vn"


def joins(line: list[Event], number: int, head: str, last: int) -> bool:
    """Whether the word left of a compound belongs to it: nouns, adjectives, names; verbs that the head does or measures."""
    word, role, row = line[number][2:]
    if row >= 0:
        return re.search("[A-Za-z]|产业$|强$|兆$|×", word) is not None
    if len(head) == 1 and role not in ("delim", "other", "quote"):
        return True  # 办结|率, 接种|点
    if role in ACTS:
        return describes(line, number, head, last)
    if word in ("日", "月", "年"):
        return number + 1 == last or line[number + 1].role not in NOMINAL or is_one_of(head, MEASURE, TAKES_VERB)  # 年|设计发电量
    if word in ("高", "低", "多", "最", "&", "等", *LINKS) or role in (*NOMINAL, "adjective"):
        return True
    return role in ("prep", "other", "up1", "down1", "quote") and head in ("比重", "比例")  # 占…比重


def find_edges(plain: str, line: list[Event], number: int, floor: int) -> tuple[int, tuple[int, int], tuple[int, int] | None]:
    """Step 2: the whole compound of a head, leftwards to the first break.

    Gives the number of its first event, its span, and the particular bearer that it breaks off (None if there is none).
    """
    first, bearer, floor = number, None, max(floor, number - WINDOW)
    end, head = line[number].end, line[number].word
    if is_one_of(head, SELF, ALONE) and line[number - 1].role in NOMINAL:
        return number, (line[number].start, end), whole_bearer(line, number - 1, floor)  # 牧村小学|海拔
    while first > floor:
        if line[first - 1].word == "”":
            opening = next((i for i in range(first - 2, max(first - 12, floor - 1), -1) if line[i].word == "“"), None)
            if opening is None:
                break
            if MEASURE.match(head) and not SUM.match(head) and head not in SHARES:
                bearer = (line[opening].start, line[first - 1].end)  # “惠农贷”|年利率
                break
            first = opening
            continue
        if is_bearer(plain, line, first - 1):
            bearer = whole_bearer(line, first - 1, floor)
            break
        if not joins(line, first - 1, head, number):
            break
        first -= 1
        head = head if len(head) > 1 else plain[line[first].start : end]
    if first > floor and line[first - 1].word in GROUPS:
        last = next((i for i in range(first, number) if FIRM.match(line[i].word)), first)
        if last < number:
            bearer, first = (line[first - 1].start, line[last].end), last + 1  # 该公司|产值
    while first < number and line[first].word in (*LINKS, "率"):
        first += 1
    return first, (line[first].start, end), bearer


def fits(word: str, measure) -> bool:
    """Step 1, line 3: whether the unit can count or measure the noun: persons by 名, firms by 家, measures by all others."""
    if measure.dimension in RATES or not measure.unit:
        return True
    if word[-1] in "市县镇省州旗盟":
        return False
    if measure.dimension == "money":
        return is_one_of(word, MEASURE, MONEY, SUM, TAKES_VERB)
    if PERSON.match(word):
        return measure.unit in COUNTS_PERSONS
    if word.endswith(("小学", "中学", "高中", "初中")):
        return measure.unit in ("所", "座")
    return measure.unit in COUNTS_FIRMS or not FIRM.match(word)
