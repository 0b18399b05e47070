"""What a figure counts: the noun to its right (section 8 of data/gold/README.md, step 1, line 2)."""

import re

from helpers.events import ACTS, CARRIER, FIRM, MEASURE, MONEY, NOMINAL, PEOPLE, PERSON, PLACE, SETTLED, STOPS, SUM, TAKES_VERB, WINDOW
from helpers.events import Event, is_one_of, run_end

BRACKET = re.compile("[一-鿿][(（][一-鿿](?:、[一-鿿])+[)）]|[一-鿿]{1,4}[(（][一-鿿]{1,2}[)）][一-鿿]{1,4}")  # 高(快)速路
TRANSPARENT = ("的", "为", "是", "以上", "以下", "多", "左右", "长", "宽", "高", "深")
PREFIX = re.compile("(?:[人户亩日年月场村地次吨件校班]均|[日月年]|平均)$")


def modifies(line: list[Event], number: int, measure) -> bool:
    """Whether a word belongs to the noun phrase right of a figure; a verb only before a noun that it describes."""
    word, role, row = line[number][2:]
    noun = line[number + 1].role in NOMINAL
    if row >= 0:
        return noun and re.search("[A-Za-z]", word) is not None  # 5G基站
    if role in ("does", "act") and measure.unit in (*PEOPLE, "家", "户", "人次"):
        return is_one_of(line[run_end(line, number)].word, PERSON, FIRM)  # 3名参赛选手, but 3人|参加活动
    if role in ("adjective", "does", "act", "v"):
        return noun
    return role in NOMINAL or PLACE.match(word) is not None


def extends(line: list[Event], number: int, before: str, measure) -> bool:
    """Whether the compound right of a figure goes on over a word: not from what is counted to its measure or its deed."""
    word, role, last = line[number].word, line[number].role, line[run_end(line, number)].word
    if (measure.dimension == "count" or CARRIER.match(before)) and is_one_of(word, PREFIX, MEASURE, MONEY, SUM, TAKES_VERB):
        return False  # 9家书店|营业额
    if measure.dimension == "count" and MEASURE.match(last) and not is_one_of(word, PERSON, FIRM, CARRIER):
        return False  # 28家菜场|鸡蛋零售价
    if before in SETTLED:
        return False  # 20个村|发展庭院经济
    persons = PERSON.match(before)
    if role in ACTS:
        return not (persons or MEASURE.match(before) or role in ("v", "does"))
    firms = FIRM.match(before) and not before.endswith((*SETTLED, "产业", "行业"))
    if firms or persons and measure.unit in (*PEOPLE, "户"):
        return is_one_of(last, PERSON if persons else FIRM, CARRIER)
    return True


def right_noun(plain: str, line: list[Event], number: int, measure):
    """Step 1, line 2: the noun after a figure, over 的 and 以上; it ends where a measure of the counted begins."""
    position, start = line[number].end, None
    if bracket := BRACKET.match(plain, position):
        return bracket.span()
    limit = min(len(line) - 2, number + WINDOW)
    number += 1
    while number < limit:
        word, role, row = line[number][2:]
        close = plain.find("”", position, min(position + 14, line[-1].start)) if word == "“" else -1
        if close > 0:
            while line[number + 1].start <= close:
                number += 1
            start = position if start is None else start
        elif modifies(line, number, measure) and (start is None or extends(line, number, plain[start:position], measure)):
            start = position if start is None else start
        elif start is not None and word in ("和", "及", "与") and line[number + 1].role in NOMINAL and line[number + 2].role in ("other", *STOPS):
            return start, line[number + 1].end  # 国家和地区的…
        elif start is not None or not (word in TRANSPARENT or row >= 0):
            break
        position, number = line[number].end, number + 1
    return (start, position) if start is not None else ""
