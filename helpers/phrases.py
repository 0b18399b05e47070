"""Words and noun phrases around a number: what is measured, to the left, to the right, or item by item after 分别."""

import csv
import re
from functools import lru_cache

import rjieba

from helpers.data import DATA

ROW, JUMP = "\x01", "\x02"  # stand for an expression, and for text left out, while the words around it are cut
NOUNS = frozenset("n nr ns nt nz nrt ng nrfg j i l b eng vn an s g k zg q m h t".split())
LINKS = ("、", "和", "与", "及", "以及", "或")
RATES = ("percent", "percentage_point", "ratio")
STOPS = ("delim", "pause", "end", "break")
PARTS = re.compile("(?:(?!以及)[^、和与及])+")
PLACE = re.compile(
    "(?!社区|园区|景区|山区|农村|城区|片区|新区|老区|小区|厂区|校区|灾区|库区|乡村|城市|乡镇|村镇|地区|行政村|自然村|.*城镇)"
    ".{1,5}(?:[市县区镇乡村省州]|街道|公司|集团)$|[该本我][市县区镇村省校厂院企店馆园]"
)
# The owner of a measure is its subject: 公司|产值, 农村居民|人均收入, 项目|总投资.
OWNER = re.compile("[一-鿿]{2,3}[村镇县市区](?=[村居农]民)|(?:公司|项目|地块|合作社|景区|企业(?=总)|服务器集群)(?=.)|.+?(?=人均|户均|亩均|场均|总投资)")
MEASURED = re.compile("总|年|人均|户均|亩均|税收|产值|收入|投资|增加值|利润|销售|占比|产量|面积|平均|合计")
HEAD = re.compile(".*(?:[率价额量费期员者数比值度力]|案例|面积|资金|标准|环节|时间|周期|规模|水平|能力|房|款)$")
BRACKET = re.compile("[一-鿿]{1,4}[(（][一-鿿]{1,2}[)）][一-鿿]{1,4}")  # 高(快)速路
TRANSPARENT = ("的", "以上", "以下", "多", "左右", "长", "宽", "高", "深")


def load_cues() -> dict[str, str]:
    """data/cues.csv as a dictionary from word to role."""
    with open(DATA / "cues.csv", encoding="utf-8", newline="") as file:
        return {row["word"].replace("\\n", "\n"): row["role"] for row in csv.DictReader(file)}


CUES = load_cues()


@lru_cache
def tagger():
    """A function from text to (word, part of speech), with the words of data/cues.csv kept whole."""
    tokenizer = rjieba.Jieba()
    for word in CUES:
        if len(word) > 1:
            tokenizer.add_word(word, 10 ** (2 + len(word)), "n" if CUES[word] == "noun" else "v")
    return tokenizer.tag


@lru_cache(maxsize=1 << 16)
def role_of(word: str, flag: str) -> str:
    """The role of a word: as listed, or noun, adjective, subject, time, quote, v or verb by its part of speech."""
    if word in CUES:
        return CUES[word]
    if word[0] == "每" or flag in ("r", "ns", "nt", "n", "nr") and PLACE.match(word):
        return "subject"
    if flag in ("x", "a"):
        return {"x": "quote", "a": "adjective"}[flag]
    return "noun" if flag in NOUNS and word[0] not in "一几多" else "v" if flag == "v" else "verb"


def passages(plain: str, spans: list) -> list[tuple[int, int, int, int]]:
    """The paragraphs with a figure, to the end of the sentence of its last one: (start, end, first row, row after)."""
    found, row = [], 0
    while row < len(spans):
        first, start = row, plain.rfind("\n", found[-1][1] if found else 0, spans[row][0]) + 1
        limit = plain.find("\n", spans[row][1])
        limit = len(plain) if limit < 0 else limit
        figure = None
        while row < len(spans) and spans[row][0] < limit:
            figure, row = (spans[row][1] if spans[row][3] else figure), row + 1
        if figure is not None:
            stop = plain.find("。", figure, limit)
            found.append((max(start, found[-1][1] if found else 0), limit if stop < 0 else stop + 1, first, row))
    return found


def events(plain: str, spans: list) -> list[tuple[int, int, str, int]]:
    """Words and expressions in text order: (start, end, role, row number or -1). Paragraphs without a figure drop out."""
    parts, jumps, rows = [], [], []
    for start, end, first, after in passages(plain, spans):
        jumps.append(start)
        parts.append(JUMP)
        for row in range(first, after):
            if spans[row][0] < end:
                parts += [plain[start : spans[row][0]].replace(ROW, " ").replace(JUMP, " "), ROW]
                start = spans[row][1]
                rows.append(row)
        parts.append(plain[start:end].replace(ROW, " ").replace(JUMP, " "))
    merged, position = [], 0
    jumped, numbered = iter(jumps), iter(rows)
    for word, flag in tagger()("".join(parts)):
        if word == ROW:
            row = next(numbered)
            merged.append((position, spans[row][1], "row", row))
            position = spans[row][1]
        elif word == JUMP:
            position = next(jumped)
            merged.append((position, position, "break", -1))
        else:
            if word[0] in "比占" and word not in CUES and (len(word) > 2 or word in ("占社", "占全")):  # 比甲县 is no word
                cut = 2 if word[:2] in CUES else 1
                merged.append((position, position + cut, CUES[word[:cut]], -1))
                position, word = position + cut, word[cut:]
            merged.append((position, position + len(word), role_of(word, flag), -1))
            position += len(word)
    return merged


def resolve(plain: str, state: dict, merged: list, number: int) -> str:
    """An adjective belongs to the noun after it, 改造 to the noun before it; 审批环节 is a noun, 疏浚河道 is not."""
    start, _, role, _ = merged[number]
    after = merged[number + 1] if number + 1 < len(merged) else (0, 0, "end", -1)
    if role == "adjective":
        return "noun" if after[2] == "noun" else "verb"
    if role == "act":
        inside = state["piece"] is not None and state["piece"][1] == start
        return "noun" if inside or after[2] != "noun" and start == state["clause"] else "verb"
    return "noun" if after[2] == "noun" and HEAD.match(plain, after[0], after[1]) else "verb"


def quoted(plain: str, merged: list, number: int) -> tuple[int, int]:
    """A phrase in quotation marks: where its mark closes, and the number of the noun after it (0 if there is none)."""
    begin = merged[number][0]
    close = plain.find("”", begin, begin + 14)
    for step, (start, _, role, _) in enumerate(merged[number : number + 16], start=number):
        if start > close:
            return close, step if role in ("noun", "adjective") and start == close + 1 else 0
    return close, 0


def is_noun(plain: str, merged: list, number: int) -> bool:
    """Whether an event can be part of a noun phrase to the right of a number."""
    start, end, role, row = merged[number]
    before_noun = number + 1 < len(merged) and merged[number + 1][2] == "noun"
    if row >= 0:
        return before_noun and re.search("[A-Za-z]", plain[start:end]) is not None  # 5G基站
    place = role == "subject" and plain[start:end] not in CUES and plain[start] != "每"
    return role in ("noun", "level", "up=", "down=") or place or role in ("adjective", "act") and before_noun


def right_noun(plain: str, merged: list, number: int, ahead: bool = False):
    """The noun phrase that follows, as a span or "": over bounds, 的 and size classes, up to the next other word.

    With another figure `ahead` in the clause the phrase ends before a measure: 三家企业|年税收过亿.
    """
    origin = position = merged[number][1]
    number, start = number + 1, None
    if bracket := BRACKET.match(plain, position):
        return bracket.span()
    while number < len(merged) and merged[number][0] == position and merged[number][2] not in STOPS:
        _, end, role, row = merged[number]
        word = plain[position:end]
        opening = position == origin and plain[max(merged[number - 1][0] - 1, 0)] in ",，。;；"
        if word == "“" and role == "quote":
            close, after = quoted(plain, merged, number)
            if close > 0 and not after:
                return (position + 1, close)
            number, start, end = (after - 1, None, close + 1) if after else (number, None, end)
        elif start is not None and word in ("以上", "以下", "以内"):
            start = None
        elif is_noun(plain, merged, number):
            if ahead and start is not None and MEASURED.match(word):
                break
            start = position if start is None else start
        elif start is not None or not (
            word in TRANSPARENT or word == "”" or row >= 0 and word[0] in "百千万亿十两三四五六七八九" or opening and word in ("为", "是")
        ):
            break
        position, number = end, number + 1
    return (start, position) if start is not None else ""


def read_indicator(plain: str, state: dict, merged: list, number: int, measure, basis):
    """What is measured: for counts the noun to the right, for measures the noun to the left, else the one in mind."""
    start, end = merged[number][:2]
    left = state["piece"]
    if isinstance(basis, tuple) and left and basis[0] <= left[0] < basis[1]:
        left = state["held"] if state["held"] and state["held"][1] <= basis[0] else None
    if plain[start - 1 : start] == "每":
        return ""
    if measure.dimension == "age":
        return left if left and "龄" in plain[left[0] : left[1]] else ""
    if measure.kind == "duration":
        right = right_noun(plain, merged, number) if measure.unit in ("分钟", "小时") and plain[end : end + 1] != "的" else ""
        if left and plain[left[1] - 1] in "期限间龄命刑存援":
            return left
        return right if right and plain[right[1] : right[1] + 1] in ",，;；。" else ""
    count, size = measure.dimension == "count", measure.bound == "over" and plain[start] in "百千万亿"
    beside = left and (left[1] == start and measure.unit != "元" or plain[end : end + 1] == "的")
    if beside and not count and not size:
        return left
    coming = (row >= 0 for _, _, role, row in merged[number + 1 : number + 10] if row >= 0 or role in ("delim", "end", "break"))
    right = right_noun(plain, merged, number, count and next(coming, False))
    state["break"] = right[1] if right else None
    if measure.dimension in RATES and (measure.unit != "%" or plain[end - 1] in "%‰"):
        right = ""  # 增长5%的目标; but 八成农户, 三分之二的行政村
    return right or left or state["indicator"] or state["topic"]


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
    shared = (cut, parts[-1][1]) if cut < parts[-1][1] else None
    parts[-1] = (parts[-1][0], cut)
    return parts[turn], shared, count


def read_items(plain: str, state: dict, merged: list, number: int, record: dict) -> None:
    """Correct a record after 分别: each row has its own item as indicator, subject or basis."""
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
        record["indicator"] = item if count == 1 and start < end else record["indicator"]
    elif state["own"] and state["own"][0] >= end:
        record.update(subject=item, indicator=state["own"])
    elif shared and (record["change"] == "level" or PLACE.match(plain[item[0] : item[1]])):
        record.update(subject=item, indicator=shared)
    else:
        record["indicator"] = item
