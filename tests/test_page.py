"""The loader: what it reads, and what it says about a page that it cannot read."""

import pytest
from conftest import ORIGINAL, ROOT

from helpers.page import ENDS_A_SENTENCE, ReportError, join_paragraphs, load_report

COUNTIES = ["嘉善", "桐乡", "秀洲", "南湖", "平湖", "海盐", "海宁"]
GOOD = "市报\n\n甲县 春耕开始\n\n张三 李四\n\n今年播种早,面积\n\n大。农民很忙。\n\n乙县 工厂复工\n\n王五\n\n产值增长5.4%。\n"


@pytest.fixture
def page(tmp_path):
    """Write a page and give its path."""

    def write(content: str | bytes, encoding: str = "utf-8"):
        path = tmp_path / "page.txt"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def pages():
    yield pytest.param(ROOT / "data" / "report.txt", id="retelling")
    if ORIGINAL.exists():
        yield pytest.param(ORIGINAL, id="original")


@pytest.mark.parametrize("path", list(pages()))
def test_the_page_has_seven_whole_dispatches(path):
    table = load_report(path)
    assert table["county"].tolist() == COUNTIES
    assert table.columns.tolist() == ["county", "headline", "byline", "text"]
    assert all(ENDS_A_SENTENCE.search(text) for text in table["text"])
    paragraphs = [paragraph for text in table["text"] for paragraph in text.split("\n")]
    assert all(ENDS_A_SENTENCE.search(paragraph) for paragraph in paragraphs), "a paragraph is still cut"
    assert not table["text"].str.contains(" ").any()


def test_words_cut_by_column_ends_are_whole_again(dispatches):
    text = "".join(dispatches["text"])
    for word in ("研究中心", "加快实现", "智慧", "机制", "标志性成果", "电子领域", "快速增长", "合同能源", "基层干部"):
        assert word in text


def test_names_of_reporters_and_headlines(page):
    table = load_report(page(GOOD))
    assert table["byline"].tolist() == ["张三 李四", "王五"]
    assert table["headline"].tolist() == ["春耕开始", "工厂复工"]
    assert table["text"].tolist() == ["今年播种早,面积大。农民很忙。", "产值增长5.4%。"]


@pytest.mark.parametrize(
    "variant",
    [
        pytest.param(GOOD.encode("utf-8-sig"), id="byte order mark"),
        pytest.param(GOOD.encode("gb18030"), id="GB18030"),
        pytest.param(GOOD.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(GOOD.replace("\n\n", "\n").encode(), id="no blank lines"),
        pytest.param(GOOD.replace("\n\n", "\n\n \u3000\n\n\n").encode(), id="stray blank lines"),
        pytest.param(GOOD.replace(" ", "\u3000").encode(), id="full-width spaces"),
        pytest.param(GOOD.replace("今年", "\u3000\u3000今年").encode(), id="indented paragraphs"),
        pytest.param(GOOD.replace("农民", "农\u200b民").encode(), id="zero-width space"),
        pytest.param(("\ufeff" + GOOD).replace("\n", "\r\n").encode("gb18030"), id="GB18030 with mark and CRLF"),
    ],
)
def test_every_form_of_the_file_gives_the_same_table(page, variant):
    expected = load_report(page(GOOD))
    assert load_report(page(variant)).equals(expected)


@pytest.mark.parametrize("number", [1, 3, 200])
def test_any_number_of_dispatches_under_any_name(page, number):
    digits = "甲乙丙丁戊己庚辛壬癸"
    names = [f"积石山保安族东乡族撒拉族自治县{digits[n % 10]}"[-8:] + digits[n // 10 % 10] * (1 + n // 100) for n in range(number)]
    text = "\n".join(f"{name} 今日要闻\n记者 阿布力孜·买买提\n平安无事。" for name in names)
    assert load_report(page(text))["county"].tolist() == names


def test_a_byline_may_take_two_lines(page):
    table = load_report(page("甲县 春耕开始\n记者 张三\n通讯员 李四\n今年播种早。\n"))
    assert table["byline"].tolist() == ["记者 张三 通讯员 李四"]
    assert table["text"].tolist() == ["今年播种早。"]


def test_a_slogan_above_a_short_headline_is_no_dispatch(page):
    table = load_report(page("新时代 再起航\n甲县 春耕\n张三\n今年播种早。\n"))
    assert table["county"].tolist() == ["甲县"]


def test_a_continued_line_with_a_space_is_no_head(page):
    table = load_report(page("甲县 春耕\n张三\n农民用上了新\n应用 效果很好。\n"))
    assert table["text"].tolist() == ["农民用上了新应用 效果很好。"]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        pytest.param("", 1, "empty", id="empty"),
        pytest.param(" \n\u3000\n\n", 1, "empty", id="blank"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 2, "plain UTF-8 text", id="a picture"),
        pytest.param("市报\n".encode() + b"\xff\xff\xff", 2, "plain UTF-8 text", id="no encoding fits"),
        pytest.param("市报\n甲县 春耕\n".encode("utf-16"), 1, "plain UTF-8 text", id="UTF-16"),
        pytest.param("今天天气好\n没有消息\n", 2, "without a dispatch", id="no dispatch"),
        pytest.param("春耕开始了。\n大家都很忙。\n", 1, "before the first dispatch", id="running text only"),
        pytest.param("甲县 春耕开始\n今年播种早。\n", 2, "before the first dispatch", id="first dispatch without byline"),
        pytest.param(GOOD.replace("王五\n\n", ""), 11, "no byline", id="later dispatch without byline"),
        pytest.param("甲县 春耕\n张三\n乙县 复工\n李四\n开工了。\n", 1, "no text", id="first dispatch without body"),
        pytest.param("甲县 春耕\n张三\n开工了。\n乙县 复工\n李四\n", 4, "no text", id="last dispatch without body"),
        pytest.param(GOOD.replace("乙县", "甲县"), 11, "already has a dispatch in line 3", id="the same county twice"),
    ],
)
def test_a_page_that_cannot_be_read_is_answered_in_one_sentence(page, content, line, words):
    path = page(content)
    with pytest.raises(ReportError) as caught:
        load_report(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: line {line}: ")
    assert words in message
    assert message.count("\n") == 0 and message.endswith(".")
    assert ";" in message, "the remedy is missing"


def test_missing_paths_and_folders_are_answered_too(tmp_path):
    with pytest.raises(ReportError, match="no such file; check the path"):
        load_report(tmp_path / "nowhere.txt")
    with pytest.raises(ReportError, match="a folder; give the path of one text file"):
        load_report(tmp_path)


def test_a_report_error_is_a_value_error():
    assert issubclass(ReportError, ValueError)


def test_pieces_are_joined_only_in_mid_sentence():
    assert join_paragraphs(["他说“好。”", "第二段", "完。"]) == "他说“好。”\n第二段完。"
    assert join_paragraphs(["景色优美……", "第二段。"]) == "景色优美……\n第二段。"
