"""The ledger of figures: against gold, by construction, and on hostile text."""

import csv
import random
import re
import timeit

import pandas as pd
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import evaluate, extract_quantities, quantity_ledger
from helpers.context import SPELLS
from helpers.numerals import narrow, read_number
from helpers.quantities import COLUMNS, read_quantities
from helpers.surface import measure

CORE = ["surface", "start", "end", "kind", "value", "value_to", "unit"]
UNITS = list(csv.DictReader(open(ROOT / "data" / "units.csv", encoding="utf-8")))
SENTENCE_MARKS = "。，,、；;：:！？“”‘’（）()《》\n"
# Pieces of which hostile and ordinary sentences are made.
PIECES = [
    "增长", "下降", "同比", "比上年", "全市", "产值", "为", "约", "近", "超", "以上", "左右", "力争", "将", "至", "到", "和", "、", ",", "，",
    "“", "”", "(", ")", "一", "二三", "百", "万", "亿", "第", "前", "年", "月", "日", "号", "%", "个百分点", "元", "家", "个", "项", "倍",
    "翻一番", "三分之一", "七成", "半", "几", "余", "多", "2022年", "5月底", "今年", "去年同期", "十四五", "1", "12", "345", "0573-82211234",
    "比", "高于", "分别", "每", "对", "由", "公司", "县", "\n", "1,234", "5.4", "-4.2%", "３", "８％", "PM2.5", "5G", "G60", "http://a.cn/1?x=2%20", "1+7+N", "13:30", "2022-06-25", "a", " ", "的", "占",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=14).map("".join)


def sentence_gold(part: str = "hard") -> pd.DataFrame:
    return pd.read_csv(ROOT / "data" / "gold" / f"quantities_{part}.csv")


def read_sentences(sentences) -> pd.DataFrame:
    return pd.concat([extract_quantities(text).assign(sentence=text) for text in dict.fromkeys(sentences)], ignore_index=True)


# Gold ------------------------------------------------------------------------------------------------
def test_page_gold(ledger):
    gold = pd.read_csv(ROOT / "data" / "gold" / "quantities.csv")
    result = evaluate(ledger, gold)
    assert result.scores.loc[["core", "record"], "f1"].tolist() == [1.0, 1.0], result.errors


def test_hard_gold():
    gold = sentence_gold()
    found, gold = read_sentences(gold["sentence"]), gold[gold["surface"].notna()]
    result = evaluate(found, gold)
    assert result.scores.loc["core", "f1"] >= 0.97, result.errors
    assert result.scores.loc["record", "f1"] >= 0.93, result.errors
    # The sentences that the rules have known longest.
    oldest = gold[gold["sentence_id"].str[0].isin(["h", "u", "d"])]
    result = evaluate(found[found["sentence"].isin(oldest["sentence"])], oldest)
    assert result.scores.loc["record", "f1"] >= 0.96, result.errors
    assert (result.accuracy["accuracy"] >= 0.96).all(), result.accuracy


def test_unseen_gold():
    """Core has reached its goal, 0.97. The goal of the record is 0.93; it stood at 0.859 first, at 0.862 now, and must not fall."""
    gold = sentence_gold("unseen")
    result = evaluate(read_sentences(gold["sentence"]), gold[gold["surface"].notna()])
    assert result.scores.loc["core", "f1"] >= 0.97, result.scores
    assert result.scores.loc["record", "f1"] >= 0.86, result.scores


def test_the_gold_files_share_no_sentence_and_point_into_their_sentences():
    hard, unseen = sentence_gold(), sentence_gold("unseen")
    assert not set(hard["sentence"]) & set(unseen["sentence"])
    for row in pd.concat([hard, unseen]).dropna(subset="surface").itertuples():
        assert row.sentence[int(row.start) : int(row.end)] == row.surface


def test_every_disagreement_of_the_two_annotators_is_decided():
    """quantities_decisions.csv: the gold holds what was decided, with a reason."""
    columns = ["sentence_id", "surface", "column", "first", "second", "decided", "reason"]
    decisions = pd.read_csv(ROOT / "data" / "gold" / "quantities_decisions.csv", dtype="str", keep_default_na=False)
    assert decisions.columns.tolist() == columns and (decisions["reason"] != "").all()
    gold = pd.read_csv(ROOT / "data" / "gold" / "quantities_unseen.csv", dtype="str", keep_default_na=False)
    for row in decisions.itertuples():
        cells = gold[(gold["sentence_id"] == row.sentence_id) & (gold["surface"] == row.surface)]
        assert row.first != row.second
        assert bool(row.decided) == (len(cells) > 0) if row.column == "row" else row.decided in cells[row.column].tolist()


def test_sentences_without_a_figure_give_no_row():
    gold = sentence_gold()
    empty = gold[gold["surface"].isna()]["sentence"]
    assert len(empty) >= 10
    assert read_sentences(empty).empty


def test_evaluate_counts_what_differs():
    gold = extract_quantities("企业241家,增长5.4%。").assign(sentence="a")
    assert evaluate(gold, gold).scores["f1"].tolist() == [1.0, 1.0, 1.0]
    wrong = gold.assign(unit=["户", "%"], change=["level", "down"])
    result = evaluate(wrong, gold)
    assert result.scores["correct"].tolist() == [2, 1, 0]
    assert result.errors[["surface", "column"]].values.tolist() == [["241家", "unit"], ["5.4%", "change"]]
    assert evaluate(gold.iloc[:0], gold).scores.loc["core", "recall"] == 0


# Tables ----------------------------------------------------------------------------------------------
def test_columns_and_types():
    for text in ("", "无。", "企业241家,同比增长5.4%,力争2025年达到3%至5%。"):
        table = extract_quantities(text)
        assert list(table.columns) == COLUMNS
        kinds = {"start": "int64", "end": "int64", "value": "float64", "value_to": "float64"}
        assert {name: str(kind) for name, kind in table.dtypes.items()} == {name: kinds.get(name, "str") for name in COLUMNS}
        assert not table.drop(columns=["value", "value_to"]).isna().any().any()


@pytest.mark.parametrize("wrong", [None, 5, b"5%", ["5%"]])
def test_only_text_is_read(wrong):
    with pytest.raises(TypeError, match="extract_quantities reads a str"):
        extract_quantities(wrong)


def test_ledger_points_back_to_the_page(dispatches, ledger):
    texts = dispatches.set_index("county")["text"]
    for row in ledger.itertuples():
        assert texts[row.county][row.start : row.end] == row.surface
        assert row.surface in row.sentence and row.sentence in texts[row.county]
    assert list(ledger.columns) == ["county", "sentence_id", "sentence", *COLUMNS]


def test_ledger_of_an_empty_page():
    empty = quantity_ledger(pd.DataFrame({"county": pd.Series(dtype="str"), "text": pd.Series(dtype="str")}))
    assert empty.empty and list(empty.columns) == ["county", "sentence_id", "sentence", *COLUMNS]


def test_the_words_of_the_context_stand_in_the_text(ledger, dispatches):
    texts = dispatches.set_index("county")["text"]
    for row in ledger.itertuples():
        assert all(word in texts[row.county] for word in (row.basis, row.indicator, row.subject, row.period))


def test_units_table():
    names = [row["unit"] for row in UNITS]
    assert len(names) == len(set(names)) >= 150
    assert all(row["dimension"] for row in UNITS)
    for unit in "微克/立方米 元/亩 吨标准煤 吨标煤 人次 标箱 千瓦时 个工作日 个百分点 番 大 家 项 条 名 户 位".split():
        assert unit in names


# Invariants ------------------------------------------------------------------------------------------
def check_invariants(text: str) -> None:
    table = extract_quantities(text)
    last = 0
    covered: set[int] = set()
    for row in table.itertuples():
        assert text[row.start : row.end] == row.surface and row.start < row.end
        assert row.start >= last
        last = row.end
        covered.update(range(row.start, row.end))
    assert {place for place, sign in enumerate(text) if sign in "0123456789０１２３４５６７８９"} <= covered


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_digit_has_one_owner(text):
    check_invariants(text)


@given(st.text(alphabet="0123456789.,:/-+%×~—至到第年月日号比万亿多个 ()“”", max_size=30))
@settings(max_examples=300, deadline=None)
def test_every_digit_has_one_owner_among_signs(text):
    check_invariants(text)


@given(st.lists(TEXTS.map(lambda text: re.sub("[。！？!?\n]", "", text) + "。"), min_size=2, max_size=4))
@settings(max_examples=200, deadline=None)
def test_a_text_is_the_sum_of_its_sentences(sentences):
    whole = extract_quantities("".join(sentences))
    parts, offset = [], 0
    for sentence in sentences:
        table = extract_quantities(sentence)
        parts.append(table.assign(start=table["start"] + offset, end=table["end"] + offset))
        offset += len(sentence)
    pd.testing.assert_frame_equal(whole[CORE], pd.concat(parts, ignore_index=True)[CORE])


@given(st.text(max_size=40))
def test_narrow_keeps_the_length(text):
    assert len(narrow(text)) == len(text)


# By construction -------------------------------------------------------------------------------------
def in_hanzi(number: int) -> str:
    """A number below 100,000,000 in Chinese numerals."""
    digits, places = "零一二三四五六七八九", ["", "十", "百", "千"]

    def four(part: int) -> str:
        text = ""
        for power in range(3, -1, -1):
            digit = part // 10**power % 10
            text += digits[digit] + places[power] if digit else "零"
        return re.sub("零+", "零", text).strip("零")

    high, low = divmod(number, 10_000)
    return (four(high) + "万" + ("零" if 0 < low < 1000 else "") if high else "") + four(low)


FORMS = st.one_of(
    st.integers(1, 9_999_999).map(lambda n: (str(n), float(n))),
    st.integers(1000, 99_999_999).map(lambda n: (f"{n:,}", float(n))),
    st.integers(1, 99_999).map(lambda n: (f"{n / 100:.2f}", n / 100)),
    st.integers(1, 999).map(lambda n: (str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")), float(n))),
    st.integers(1, 9_999).map(lambda n: (f"{n / 10:.1f}万", round(n * 1000.0, 6))),
    st.integers(1, 999_999).map(lambda n: (f"{n / 100:.2f}亿", round(n * 1e6, 6))),
    st.integers(1, 99).map(lambda n: (f"{n / 10:.1f}万亿", round(n * 1e11, 6))),
)
PLAIN_UNITS = st.sampled_from([row for row in UNITS if row["unit"] not in ("成", "番", "‰", "年", "日", "月", "级")])  # 千亿级 is a size class
BOUNDS = st.sampled_from([("", "", "exact"), ("约", "", "about"), ("超过", "", "over"), ("近", "", "under"), ("", "以上", "over"), ("", "左右", "about"), ("不到", "", "under"), ("", "以内", "under")])  # fmt: skip


@given(FORMS, PLAIN_UNITS, BOUNDS)
@settings(max_examples=500, deadline=None)
def test_number_unit_and_bound_come_back(form, unit, bound):
    (digits, value), (before, after, wanted) = form, bound
    row = extract_quantities(f"数据显示,总量达{before}{digits}{unit['unit']}{after}。").iloc[0]
    assert (row["surface"], row["unit"], row["dimension"]) == (digits + unit["unit"], unit["unit"], unit["dimension"])
    assert row["value"] == pytest.approx(value)
    assert row["bound"] == wanted or before == "近" and unit["unit"] in SPELLS  # 近5天: the last five days
    assert row["kind"] == ("duration" if unit["dimension"] == "time" else "quantity")


@given(st.integers(11, 99_999_999).filter(lambda n: n % 10_000 % 1000 or n % 10_000 == 0), st.sampled_from([row["unit"] for row in UNITS if row["dimension"] in ("money", "mass", "area") and "digits only" not in row["note"]]))  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_chinese_numerals_come_back(number, unit):
    # 三千克 is three kilograms: a number that ends in 千 is left out.
    row = extract_quantities(f"总量为{in_hanzi(number)}{unit}。").iloc[0]
    assert (row["surface"], row["value"]) == (in_hanzi(number) + unit, number)


@given(st.integers(1, 400), st.integers(1, 400), st.sampled_from(["至", "到", "—", "-", "~"]), st.sampled_from(["%", "元", "公斤", "人", "岁"]), st.booleans())
@settings(max_examples=200, deadline=None)
def test_ranges_come_back(low, more, dash, unit, twice):
    text = f"{low}{unit if twice else ''}{dash}{low + more}{unit}"
    table = extract_quantities(f"总量在{text}之间。")
    assert table[["surface", "value", "value_to", "unit"]].values.tolist() == [[text, low, low + more, unit]]


CHANGES = {"增长": "up", "提高": "up", "上升": "up", "下降": "down", "减少": "down", "回落": "down"}


@given(st.sampled_from(sorted(CHANGES)), st.sampled_from(["", "同比", "环比", "比上年", "较上月"]), st.integers(1, 999), st.sampled_from(["%", "个百分点"]))
@settings(max_examples=200, deadline=None)
def test_changes_and_bases_come_back(verb, basis, tenths, unit):
    table = extract_quantities(f"工业产值{basis}{verb}{tenths / 10}{unit}。")
    row = table[table["kind"] == "quantity"].iloc[0]
    assert (row["change"], row["basis"], row["indicator"]) == (CHANGES[verb], basis, "工业产值")
    level = extract_quantities(f"工业产值{basis}{verb}到{tenths / 10}{unit}。")
    assert level[level["kind"] == "quantity"].iloc[0]["change"] == "level"


@given(st.lists(st.integers(1, 999), min_size=2, max_size=4), st.sampled_from(["亿元", "万吨", "%", "个"]))
@settings(max_examples=100, deadline=None)
def test_lists_share_their_unit(numbers, unit):
    surfaces = [str(number) for number in numbers[:-1]] + [f"{numbers[-1]}{unit}"]
    table = extract_quantities("产量分别为" + "、".join(surfaces[:-1]) + "和" + surfaces[-1] + "。")
    factor = {"亿元": 1e8, "万吨": 1e4}.get(unit, 1)
    assert table["surface"].tolist() == surfaces
    assert table["value"].tolist() == [number * factor for number in numbers]
    assert table["unit"].nunique() == 1


@pytest.mark.parametrize(("text", "rows"), [("3个“甲\n乙”", 1), ("3元“\n”", 1), ("产值高于、分别3%和5%", 2), ("高于和乙县分别3个、5个", 2), ("三四五小时六七分", 0), ("三四五块六", 0)])
def test_odd_marks_are_read(text, rows):
    assert len(extract_quantities(text)) == rows


def test_sentences_cut_and_joined_anywhere_are_read():
    chance, sentences = random.Random(2022), sentence_gold()["sentence"].unique().tolist()
    for _ in range(4000):
        first, second = chance.choices(sentences, k=2)
        mark = chance.choice("“”（、，。\n每比")
        text = first[: chance.randrange(len(first))] + mark + second[chance.randrange(len(second)) :]
        for _ in range(chance.randrange(4)):
            text = text.replace(chance.choice(text), chance.choice("“”、\n高于较分别3亿元"))
        for row in read_quantities(text):
            surface, start, end, *_, basis, _, indicator, subject, period = row
            assert text[start:end] == surface
            assert all(words in text for words in (basis, indicator, subject, period)), row


# Single constructions --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "value"),
    [("1.35万亿", 1.35e12), ("3亿2600万", 3.26e8), ("2千8百亿", 2.8e11), ("12,500", 12500), ("二十六亿五千万", 2.65e9), ("一万零五十", 10050),
     ("三十二点五", 32.5), ("千亿", 1e11), ("几十", 10), ("数百", 100), ("百万", 1e6), ("656.58亿", 65658000000)],
)  # fmt: skip
def test_numbers(text, value):
    assert read_number(text).value == value


@pytest.mark.parametrize("text", ["", "一二三", "亿" * 30, "点五", "几"])
def test_no_numbers(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("surface", "value", "unit"),
    [("七成五", 75, "%"), ("三分之一", 100 / 3, "%"), ("百分之六十", 60, "%"), ("1/4", 25, "%"), ("翻两番", 2, "番"), ("2小时45分", 2.75, "小时"), ("三年六个月", 3.5, "年"),
     ("一年半", 1.5, "年"), ("两个半小时", 2.5, "个小时"), ("半天", 0.5, "天"), ("一块五", 1.5, "块"), ("千亿级", 1e11, ""), ("过半", 50, "%")],
)  # fmt: skip
def test_measures(surface, value, unit):
    assert measure(surface).value == pytest.approx(value) and measure(surface).unit == unit


@pytest.mark.parametrize(
    "text",
    ["统一部署,进一步落实,第一时间到位。", "一批项目、一项任务、一幅画卷。", "长三角的万小军来自四川。", "千方百计、百折不挠、十分努力。", "若干建议,几家商户。", "一般公共预算"],
)
def test_words_that_count_nothing(text):
    assert extract_quantities(text).empty


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [("去年收3,今年收5。", ["去年", "3", "今年", "5"]), ("浙政发〔2021〕15号", ["浙政发〔2021〕15号"]), ("电话0573-82211234。", ["0573-82211234"]),
     ("PM2.5、G60、5G、90后", ["PM2.5", "G60", "5G", "90后"]), ("“1212”和“一心三区”", ["1212", "一心三区"]), ("由120张增至300张", ["120张", "300张"]),
     ("“十四五”末", ["“十四五”末"]), ("每村配备一名指导员", ["一名"]), ("1.新建2座", ["1.", "2座"])],
)  # fmt: skip
def test_spans(text, surfaces):
    assert extract_quantities(text)["surface"].tolist() == surfaces


# Cost ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("seed", ["1,", "亿", "一二三", "(", "1.1.", "“1", "第", "1到", "1、", "今年", "比1%", "1月1个,", "http://", "a1", "“", "，1元"])
def test_time_is_linear(seed):
    def seconds(size: int) -> float:
        text = (seed * size)[:size]
        # timeit keeps the garbage collector away, whose time depends on what other tests have left.
        return min(timeit.repeat(lambda: extract_quantities(text), number=1, repeat=2))

    seconds(1000)
    short, long = seconds(8_000), seconds(32_000)
    assert long < 10 * short + 0.1  # four times the text; a quadratic step would make it sixteen
