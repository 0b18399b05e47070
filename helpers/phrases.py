"""Noun phrases: what a noun is, whose it is, and where its compound begins.

The classes are told by how a word ends (data/noun_endings.txt): 率 and 额 end measures, 员 and 者 persons, 厂 and 局
firms. A figure can measure the first, count the second by 名 and the third by 家 (data/gold/README.md, section 8).
"""

import re

from helpers.events import ACTS, CARRIER, FIRM, LINKS, MANY, MEASURE, MONEY, NOMINAL, ONLY, PEOPLE, PERSON, PLACE, RATES, SUM, TAKES_VERB, UNCOUNTED, VERBS, WINDOW, tagger

KIND = re.compile("[农学客旅教]|.*(?:企业|行政村|地方政府)")
SHARES = ("比例", "占比", "比重")
TOTAL = re.compile("(?:概算|计划|设计)?总投资")
SELF = re.compile("(?:海拔|占地|全长|身高|体重|年龄|自重|藏书|馆藏)$")  # only a particular thing has them
NEW = ("新", "各类", "各项", "各种", "各级")
GROUPS = ("该", "本", "某", "这", "我", "本届")


def is_named(plain: str, merged: list, number: int) -> bool:
    """Whether a name stands in the noun phrase before a word: a place, or a word that no dictionary has."""
    for start, end, role, _ in reversed(merged[max(number - 4, 0) : number]):
        if end != merged[number][0] or role not in (*NOMINAL, "subject", "adjective", "v", "does"):
            return False
        word, number = plain[start:end], number - 1
        if role == "subject" and word[0] not in "全每该本" or role == "noun" and end - start > 1 and not tagger().has_word(word):
            return True
    return False


def is_bearer(plain: str, merged: list, number: int) -> bool:
    """Whether a word inside a compound is a particular bearer: a name, 全镇, or the only one the text can mean."""
    before, (start, end, role, _) = merged[number - 1], merged[number]
    word = plain[start:end]
    if TOTAL.match(plain, end) and role == "noun" and word[-1] != "算":
        return True  # 电站|总投资, but 概算总投资
    if word == "工程":
        return plain[end : end + 1] == "总"  # 工程|总工期, but 工程进度
    if word in ("村", "镇", "县", "市", "区", "乡"):
        return before[2] in ("noun", "v", "subject") and before[1] == start  # 桃园|村
    if role == "noun" and FIRM.match(word) and not MANY.match(word) and is_named(plain, merged, number):
        return True  # 青岚|水文站
    return role == "subject" or role == "noun" and ONLY.match(word) is not None and not KIND.match(word)


def whole_bearer(plain: str, merged: list, number: int, floor: int) -> tuple[int, int]:
    """A bearer with the nouns that name it (县|人民医院|新院区); a place does not take the place before it (白岭县|石沅镇)."""
    first, end = number, merged[number][1]
    place = merged[number][2] == "subject"
    while first > floor and merged[first - 1][1] == merged[first][0] and merged[first - 1][2] in ("noun", "subject", "vn", "adjective", "row"):
        word = plain[slice(*merged[first - 1][:2])]
        if word[0] in "全我每" or place and merged[first - 1][2] == "subject" or merged[first - 1][2] == "row" and not re.search("[0-9A-Z]$|线$", word):
            break
        first -= 1
    if first > floor and plain[slice(*merged[first - 1][:2])] in GROUPS and merged[first - 1][1] == merged[first][0]:
        first -= 1
    return merged[first][0], end


def whole_name(plain: str, merged: list, number: int) -> tuple[int, int]:
    """A place with what the tokenizer has cut off it (临|滹市), and the office or team that it names (灵沽市|税务局)."""
    start, end, *_ = merged[number]
    before = merged[number - 1]
    if before[1] == start and before[2] == "noun" and (before[1] - before[0] == 1 or not tagger().has_word(plain[slice(*before[:2])])):
        start = before[0]
    if plain[start] in "全每我本":
        return start, end
    reach = end
    limit = number + WINDOW
    while number < limit and merged[number + 1][0] == reach and merged[number + 1][2] in (*NOMINAL, "adjective", "act"):
        number, reach = number + 1, merged[number + 1][1]
        word = plain[slice(*merged[number][:2])]
        if len(word) == 1 and word in "村镇县市区乡州" or (FIRM.match(word) or ONLY.match(word) or word[-1] == "部") and not MANY.match(word):
            end = reach
    return start, end


def theme(plain: str, merged: list, opened: int, number: int, indicator) -> tuple[int, int] | None:
    """The noun phrase that opens a clause before its verb (应急管理部门|抽查…), unless it is the indicator."""
    i = opened
    if number - opened > WINDOW:
        return None
    while i < number and merged[i][2] in ("row", "time", "when", "quote", "actual"):
        i += 1
    start = position = merged[i][0]
    end = start
    if plain[start : merged[i][1]] in GROUPS:
        i, position = i + 1, merged[i][1]  # 该|企业
    while i < number and merged[i][0] == position and merged[i][2] in (*NOMINAL, *ACTS, "subject", "adjective"):
        position = merged[i][1]
        end = position if merged[i][2] in (*NOMINAL, "subject") else end
        if merged[i][2] in ("verb", "does") or merged[i][2] in ACTS and merged[i + 1][2] not in NOMINAL:
            break
        i += 1
    clash = indicator and start < indicator[1] and indicator[0] < end
    return (start, end) if end - start > 1 and plain[end - 1] not in "率额量" and not clash else None


def describes(plain: str, merged: list, number: int, head: str, last: int) -> bool:
    """Whether a verb left of a head is a part of the compound (用餐人数, 入驻商户, 改造项目) and not what is done to the head."""
    before, (start, end, role, _), after = merged[number - 1], merged[number], merged[number + 1]
    inside = before[2] if before[1] == start else "end"
    if plain[after[0] : after[1]] in NEW or role != "does" and plain[before[0] : start] == "新":
        return False  # 新购校车
    if role == "does" or TAKES_VERB.match(head):
        return True  # 入驻商户, 罚款金额
    if role == "verb" or VERBS.get(plain[start:end]) == "vn" and not (FIRM.match(head) or MEASURE.match(head)):
        return False
    actor = any(kind.match(plain, *before[:2]) for kind in (PERSON, FIRM, ONLY))
    made = role == "vn" or any(kind.match(head) for kind in (MEASURE, MONEY, SUM, CARRIER, PERSON, FIRM))
    if inside in ("v", "vn", "act", "verb") or inside in NOMINAL and not actor and made or plain[before[0] : start] in ("及", "和"):
        return True  # 选聘|监考教师, 秋粮|收获进度
    if SUM.match(head) or after[2] in NOMINAL and after[1] != merged[last - 1][1]:
        return False  # 支付|货款, 申报|研发费用
    if MONEY.match(head) or MEASURE.match(head):
        return True
    if CARRIER.match(head):
        return inside != "actual" or plain[start - 1] == "有"
    return role == "vn" and not actor and inside not in ("actual", "subject", "row", "time", "hope", "plan", "other")


def joins(plain: str, merged: list, number: int, head: str, last: int) -> bool:
    """Whether the word left of a compound belongs to it: nouns, adjectives, names; verbs that the head does or measures."""
    start, end, role, row = merged[number]
    word = plain[start:end]
    if row >= 0:
        return re.search("[A-Za-z]|产业$|强$|兆$|×", word) is not None
    if word == "计划":
        return number + 2 == last and MEASURE.match(head) is not None  # 计划工期
    if role == "reach":
        return head in ("率", "额", "量", "时间", "时长", "期限", "金额", "比例")  # 完成率, 扣除金额
    if word in ("用", "内"):
        return merged[number - 1][2] in (*NOMINAL, "subject") and merged[number - 1][1] == start  # 交通工具用燃料, 政策范围内报销比例
    if len(head) == 1 and end - start > 1 and role not in ("delim", "other", "quote"):
        return True  # 办结|率, 接种|点
    if role in ACTS:
        return describes(plain, merged, number, head, last)
    if word in LINKS or word == "等":
        return merged[number - 1][2] in (*NOMINAL, "adjective") and merged[number - 1][1] == start
    if role in ("up", "down"):
        return head in ("项目", "工程", "行动", "率", "幅度", "空间")  # 亩均提升项目
    if role in ("prep", "other", "up1", "down1", "quote") and word in ("日", "月", "年"):
        touching = number + 2 == last or merged[number + 1][2] not in NOMINAL
        return touching or MEASURE.match(head) is not None or TAKES_VERB.match(head) is not None  # 年|设计发电量
    if role in ("prep", "other", "up1", "down1", "quote"):
        return word in ("高", "低", "多", "最", "&") or word == "占" and head in ("比重", "比例")
    return role in (*NOMINAL, "adjective")


def find_edges(plain: str, merged: list, number: int, floor: int) -> tuple[int, tuple[int, int], tuple[int, int] | None]:
    """Step 2: the whole compound of a head, leftwards to the first break.

    Gives the number of its first event, its span, and the particular bearer that it breaks off (None if there is none).
    """
    first, bearer, floor = number, None, max(floor, number - WINDOW)
    head = plain[slice(*merged[number][:2])]
    if SELF.match(head) and merged[first - 1][2] in NOMINAL and merged[first - 1][1] == merged[first][0]:
        return first, merged[first][:2], whole_bearer(plain, merged, first - 1, floor)  # 牧村小学|海拔
    while first > floor and merged[first - 1][1] == merged[first][0]:
        before = merged[first - 1]
        if plain[before[0] : before[1]] == "”":
            opening = next((i for i in range(first - 2, max(first - 12, floor - 1), -1) if plain[merged[i][0]] == "“"), None)
            if opening is None:
                break
            if MEASURE.match(head) and not SUM.match(head) and head not in SHARES:
                bearer = (merged[opening][0], before[1])  # “惠农贷”|年利率
                break
            first = opening
            continue
        if is_bearer(plain, merged, first - 1) and not (head in ("比重", "比例") and plain[before[0] - 1] == "占"):
            bearer = whole_bearer(plain, merged, first - 1, floor)
            break
        if not joins(plain, merged, first - 1, head, number + 1) or before[2] == "verb" and merged[first][2] in ACTS and first < number and not TAKES_VERB.match(head):
            break
        first -= 1
        head = head if len(head) > 1 else plain[merged[first][0] : merged[number][1]]
    if first > floor and plain[slice(*merged[first - 1][:2])] in GROUPS and merged[first - 1][1] == merged[first][0]:
        inside = [i for i in range(first, number) if FIRM.match(plain[slice(*merged[i][:2])]) or PERSON.match(plain[slice(*merged[i][:2])])]
        last = inside[0] if inside else first
        if last < number:
            bearer, first = (merged[first - 1][0], merged[last][1]), last + 1
    while first < number and plain[slice(*merged[first][:2])] in (*LINKS, "率"):
        first += 1
    return first, (merged[first][0], merged[number][1]), bearer


def fits(word: str, measure, near: bool = True) -> bool:
    """Step 1, line 3: whether the unit can count or measure the noun: persons by 名, firms by 家, measures by all others."""
    counts = measure.dimension == "count"
    if measure.dimension in RATES or not measure.unit:
        return True
    if PLACE.match(word) and word[-1] in "市县镇省州旗盟":
        return False
    if measure.unit in PEOPLE and not near:
        return PERSON.match(word) is not None or re.search("人[数口次]$|[数总]量$|总数$|规模$", word) is not None
    if not counts and ONLY.match(word):
        return False
    if measure.dimension == "money":
        return any(kind.match(word) for kind in (MEASURE, MONEY, SUM, TAKES_VERB))
    if MEASURE.match(word):
        return not counts or not UNCOUNTED.match(word)
    if PERSON.match(word):
        return measure.unit in ("人", "名", "位", "户", "个", "人次", "口", "家", "户次", "员", "批", "对", "大", "支", "例")
    if word.endswith(("小学", "中学", "高中", "初中")):
        return measure.unit in ("所", "座")
    if FIRM.match(word):
        return measure.unit in ("家", "个", "所", "座", "处", "户", "大", "批", "类", "级", "户次", "家次") or near and measure.dimension == "area"
    return True
