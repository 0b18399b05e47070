"""What a figure counts: the noun to its right (section 8 of data/gold/README.md, step 1, line 2)."""

import re

from helpers.events import ACTS, CARRIER, FIRM, MEASURE, MONEY, NOMINAL, PEOPLE, PERSON, PLACE, STOPS, SUM, TAKES_VERB, WINDOW

BRACKET = re.compile("[一-鿿][(（][一-鿿](?:、[一-鿿])+[)）]|[一-鿿]{1,4}[(（][一-鿿]{1,2}[)）][一-鿿]{1,4}")  # 高(快)速路
SETTLED = ("村", "镇", "县", "市", "区", "乡")
TRANSPARENT = ("的", "以上", "以下", "多", "左右", "长", "宽", "高", "深")
PREFIX = re.compile("(?:[人户亩日年月场村地次吨件校班]均|[日月年]|平均)$")


def quoted(plain: str, merged: list, number: int) -> tuple[int, int]:
    """A phrase in quotation marks: where its mark closes, and the number of the noun after it (0 if there is none)."""
    begin = merged[number][0]
    close = plain.find("”", begin, begin + 14)
    for step, (start, _, role, _) in enumerate(merged[number : number + 16], start=number):
        if start > close:
            return close, step if role in ("noun", "adjective", "act") and start == close + 1 else 0
    return close, 0


def run_end(merged: list, number: int) -> int:
    """The last word of the noun phrase that goes on from a word without a gap."""
    last = number
    while last < number + WINDOW and merged[last + 1][0] == merged[last][1] and merged[last + 1][2] in (*NOMINAL, "act", "adjective"):
        last += 1
    return last


def modifies(plain: str, merged: list, number: int, started: bool, measure) -> bool:
    """Whether a word belongs to the noun phrase right of a figure; a verb only before a noun that it describes."""
    start, end, role, row = merged[number]
    after = merged[number + 1]
    noun = after[2] in NOMINAL and after[0] == end
    word, head = plain[start:end], plain[after[0] : after[1]]
    if row >= 0:
        return noun and re.search("[A-Za-z]", word) is not None  # 5G基站
    counted = measure.unit in (*PEOPLE, "个", "家", "户")
    own = measure.unit in (*PEOPLE, "家", "户", "人次") and not started and plain[start - 1] != "的"  # 3人|参加活动, but 20个待渡停车场
    last = merged[run_end(merged, number)]
    apt = PERSON.match(plain, *last[:2]) is not None or measure.unit not in PEOPLE and FIRM.match(plain, *last[:2]) is not None
    if noun and role in ("v", "verb", "act") and len(head) == 1 and head not in "省市县区村":
        return True  # 接种|点
    if role == "when":
        return noun and not started  # 38件辽代瓷器
    if role in ("does", "act") and own:
        return apt
    if counted and not started and not noun and TAKES_VERB.match(word) and plain[start - 1] != "的":
        return False  # 3个|进度滞后
    if role in ("adjective", "does", "act"):
        return noun or role == "adjective" and not started and after[2] in ("adjective", "does", "act")
    if role == "v":
        return noun and (TAKES_VERB.match(head) is not None or not started and measure.dimension == "count" and (not own or apt))
    return role in NOMINAL or role == "subject" and word[0] != "每" and PLACE.match(word) is not None


def extends(plain: str, merged: list, number: int, before: str, measure) -> bool:
    """Whether the compound right of a figure goes on over a word: not from what is counted to its measure or its deed."""
    start, end, role, row = merged[number]
    word, persons = plain[start:end], PERSON.match(before)
    firms = FIRM.match(before) and not before.endswith((*SETTLED, "产业", "行业"))
    last = merged[run_end(merged, number)][:2]
    counted = measure.dimension == "count" or CARRIER.match(before)
    thing = not any(kind.match(word) for kind in (PERSON, FIRM, CARRIER))
    if thing and measure.dimension == "count" and MEASURE.match(plain, *last):
        return False  # 14座水库|蓄水总量
    if counted and (PREFIX.match(word) or any(kind.match(word) for kind in (MEASURE, MONEY, SUM, TAKES_VERB))):
        return False  # 9家书店|营业额
    owner = persons or firms or counted and measure.unit not in ("个", "项", "类", "种", "大", "批")
    if before in (*SETTLED, "省") and role in ACTS:
        return False  # 20个村|发展庭院经济
    if role in ACTS:
        return not (MEASURE.match(before) or persons or firms or owner and (role in ("v", "does") or merged[number + 1][2] not in NOMINAL))
    if persons and measure.unit in (*PEOPLE, "户") or firms and measure.unit in ("家", "所", "座", "处", "个"):
        return any(kind.match(plain, *last) for kind in (PERSON if persons else FIRM, CARRIER))
    place = before[-1] in SETTLED
    return not (row >= 0 and (owner or place) or place and len(before) == 1)


def right_noun(plain: str, merged: list, number: int, measure):
    """Step 1, line 2: the noun after a figure, over 的 and 以上; it ends where a measure of the counted begins."""
    origin = position = merged[number][1]
    number, start = number + 1, None
    if bracket := BRACKET.match(plain, position):
        return bracket.span()
    opening = plain[max(merged[number - 1][0] - 1, 0)] in ",，。;；"
    limit = min(len(merged), number + WINDOW)
    while number < limit and merged[number][0] == position and merged[number][2] not in STOPS:
        _, end, role, row = merged[number]
        word = plain[position:end]
        if word == "“" and role == "quote":
            close, after = quoted(plain, merged, number)
            if close > 0 and not after:
                return (position + 1, close) if start is None else (start, close + 1)
            number, start, end = (after - 1, position if start is None else start, close + 1) if after else (number, None, end)
        elif start is not None and word in ("以上", "以下", "以内"):
            start = None
        elif modifies(plain, merged, number, start is not None, measure) and (start is None or extends(plain, merged, number, plain[start:position], measure)):
            start = position if start is None else start
        elif start is not None and word in ("和", "及", "与") and merged[number + 1][2] in NOMINAL and merged[number + 2][2] in ("other", *STOPS):
            end = merged[number + 1][1]  # 国家和地区的…
            return (start, end)
        elif start is not None or not (word in TRANSPARENT or word == "”" or row >= 0 or opening and position == origin and word in ("为", "是")):
            break
        position, number = end, number + 1
    return (start, position) if start is not None else ""
