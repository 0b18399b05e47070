"""Another page, another run: any page gives a result or a sentence, and a receipt proves that two runs agree."""

import copy
import hashlib
import json
import os
import shutil
import subprocess
import sys

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from conftest import ROOT
from test_tools import run

from helpers import ReportError, load_report, parse_report, quantity_ledger

sys.path.insert(0, str(ROOT / "tools"))
import receipt as receipts  # noqa: E402
from execute import YOUR_PAGE, with_parameters  # noqa: E402
from run import issue_date  # noqa: E402

SECOND = ROOT / "data" / "second_page.txt"
CASES = ["page", "words", "money", "growth", "promises", "poster"]


@pytest.fixture
def house(tmp_path):
    """A copy of the collection with the lesson that takes any page."""
    for name in ("tools", "data", "helpers"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "notebooks").mkdir()
    shutil.copy(YOUR_PAGE, tmp_path / "notebooks")
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    return tmp_path


def numbered(stories: list[str], count: int) -> str:
    """A page of so many dispatches, made from a few stories."""
    names = ["".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in f"{number:03}") for number in range(count)]
    return "\n".join(f"{name} 新闻\n张三 李四\n{stories[i % len(stories)]}" for i, name in enumerate(names))


def pages() -> dict[str, str]:
    stories = load_report(SECOND)["text"].tolist()
    one_line = "".join(stories).replace("\n", "")
    return {
        "other_counties": SECOND.read_text("utf-8"),
        "one_dispatch": f"title: 甲县\n{stories[0]}",
        "no_figures": "title: 甲县\n山清水秀。\ntitle: 乙县\n人杰地灵,物产丰富。",
        "zeros_and_losses": "title: 甲县\n去年,全县补贴为0元,同比下降100%。力争到2025年,全县补贴达到5亿元。2023年全县产值0元,增加值0元。\n"
        "title: 乙县\n去年,公司利润为-3亿元,同比增长-100%。力争到2025年,公司利润达到5亿元。去年补贴3亿元,与上年持平。",
        "many": numbered(stories, 200),
        "a_megabyte": f"title: 甲县\n{one_line * (350_000 // len(one_line))}",
    }


@pytest.mark.parametrize("case", ["other_counties", "one_dispatch", "no_figures", "zeros_and_losses", "many", "a_megabyte"])
def test_any_page_gives_all_tables_and_charts(case, tmp_path, monkeypatch):
    """The cells of the lesson as they run for REPORT=…, in this process."""
    monkeypatch.setenv("OUTPUT_DIR", str(tmp_path))
    page = tmp_path / f"{case}.txt"
    page.write_text(pages()[case], "utf-8")
    notebook = with_parameters(YOUR_PAGE, {"report": str(page), "issued": "2023-11-05"})
    names: dict = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            exec(cell.source, names)
    plt.close("all")
    assert sorted(path.name for path in (tmp_path / "charts").glob("*.png")) == sorted(f"{case}_{kind}.png" for kind in CASES)
    ledger = pd.read_parquet(tmp_path / "tables" / f"{case}_ledger.parquet")
    texts = load_report(page).set_index("county")["text"]
    assert all(texts[row.county][row.start : row.end] == row.surface for row in ledger.itertuples())
    assert (len(ledger) == 0) == (case == "no_figures")
    pd.testing.assert_frame_equal(ledger, quantity_ledger(load_report(page)))


def test_a_page_run_fills_a_folder_of_its_own_and_a_bad_page_leaves_it_alone(house, tmp_path):
    page = tmp_path / "my page.txt"
    shutil.copy(SECOND, page)
    done = run(house, "run.py", "--report", str(page), "--issued", "2023-11-05")
    assert done.returncode == 0, done.stderr
    folder = house / "output" / "my page"
    summary = (folder / "index.html").read_text("utf-8")
    assert "<h1>my page</h1>" in summary and "松岚" in summary and "src=" in summary and "http" not in summary
    lesson = (folder / "notebooks" / "07_your_page.html").read_text("utf-8")
    assert "Exercise" not in lesson and "梧岭" in lesson
    written = json.loads((folder / "receipt.json").read_text("utf-8"))
    assert written["inputs"]["my page.txt"] == hashlib.sha256(page.read_bytes()).hexdigest()
    assert written["parameters"] == {"issued": "2023-11-05"}
    files = [path for kind in ("tables", "charts") for path in (folder / kind).iterdir()]
    assert written["artefacts"] == {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(files)}
    page.write_text("没有标题的一段话。", "utf-8")
    failed = run(house, "run.py", "--report", str(page))
    assert failed.returncode == 1 and "Traceback" not in failed.stderr and "line 1: running text" in failed.stderr
    assert (folder / "index.html").read_text("utf-8") == summary


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--report", "none.txt"], "there is no such file"),
        (["--report", "data/second_page.txt", "--issued", "June"], "ISSUED must be a day"),
        (["--report", "charts.txt"], "has another use"),
    ],
)
def test_bad_options_are_told_in_a_sentence(house, options, message):
    done = run(house, "run.py", *options)
    assert done.returncode == 1 and message in done.stderr and "Traceback" not in done.stderr
    assert not (house / "output").exists()


def test_the_day_of_issue_is_read_from_the_head_or_the_name_of_the_page(tmp_path, capsys):
    dated = tmp_path / "page.txt"
    dated.write_text("嘉兴 2022年6月25日\n", "utf-8")
    assert issue_date(dated) == "2022-06-25"
    named = tmp_path / "news-2023-11-05.txt"
    named.write_text("嘉兴\n", "utf-8")
    assert issue_date(named) == "2023-11-05"
    assert capsys.readouterr().out == ""
    unknown = tmp_path / "undated.txt"
    unknown.write_text("嘉兴 2022年13月45日\n", "utf-8")
    assert issue_date(unknown) and "No day of issue" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title:\n增长5%。", "line 1: a title without a readable name"),
        ("title: 甲 乙\n", "line 1: the part “甲” has no text"),
        ("开头。\ntitle: 甲\n增长5%。", "line 1: text before the first"),
        ("title: 甲\n增长5%。\ntitle: 甲\n增长6%。", "line 3: “甲” already has a dispatch in line 1"),
    ],
)
def test_plain_text_that_breaks_the_rule_is_told_where(text, message):
    with pytest.raises(ReportError) as error:
        parse_report(text, "my note")
    assert f"my note: {message}" in str(error.value)


def test_plain_text_with_titles():
    page = parse_report("title: 甲县 春茶开采\n第一段3人\n第二段。\nTitle：乙县\n增长5%。", "my note")
    assert page.to_dict("list") == {"county": ["甲县", "乙县"], "headline": ["春茶开采", ""], "byline": ["", ""], "text": ["第一段3人\n第二段。", "增长5%。"]}


@pytest.fixture
def stored():
    return json.loads(receipts.STORED.read_text("utf-8"))


def test_the_stored_receipt_is_of_these_notebooks_data_and_helpers(stored):
    for part in ("inputs", "helpers"):
        for name, digest in stored[part].items():
            assert receipts.sha256(ROOT / name) == digest, f"{name} has changed since; run make store"
    assert len(stored["notebooks"]) == len(list((ROOT / "notebooks").glob("*.ipynb")))
    assert all(name.startswith(("tables/", "charts/")) for name in stored["artefacts"]) and len(stored["artefacts"]) > 60


def test_two_equal_receipts_are_the_same(stored):
    count = len(stored["artefacts"])
    other = stored | {"seconds": {}, "platform": {"python": "3.13.0"}}
    assert receipts.compare(stored, other) == [f"same: {count} of {count} artefacts"]


@pytest.mark.parametrize(
    ("part", "name", "artefact", "cause"),
    [
        ("inputs", "data/report.txt", "tables/ledger.csv", "input changed: data/report.txt"),
        ("helpers", "helpers/tables.py", "tables/ledger.csv", "helper changed: helpers/tables.py"),
        ("packages", "pandas", "tables/ledger.csv", "library changed: pandas 3.1.1 → 0"),
        ("font", "Noto Sans SC", "charts/money.png", "font changed: Noto Sans SC"),
        ("platform", "machine", "charts/money.png", "another platform: machine x86_64 → 0"),
    ],
)
def test_a_difference_names_the_artefact_and_the_cause(stored, part, name, artefact, cause):
    stored = copy.deepcopy(stored)
    stored["platform"]["machine"] = "x86_64"
    other = copy.deepcopy(stored)
    other[part][name] = "0"
    other["artefacts"][artefact] = "0"
    first, which, *causes = receipts.compare(stored, other)
    assert first.startswith("different: 1 of ") and which == f"  {artefact}"
    assert causes == [f"likeliest cause: {cause}"]


def test_a_picture_alone_blames_the_font_before_the_data(stored):
    other = copy.deepcopy(stored)
    other["font"]["Noto Sans SC"] = other["inputs"]["data/units.csv"] = other["artefacts"]["charts/money.png"] = "0"
    causes = receipts.compare(stored, other)[2:]
    assert [cause.split(": ")[1] for cause in causes] == ["font changed", "input changed"]


def test_missing_new_and_unexplained_artefacts_are_told(stored):
    other = copy.deepcopy(stored)
    other["artefacts"]["tables/new.csv"] = other["artefacts"].pop("tables/ledger.csv")
    lines = receipts.compare(stored, other)
    assert "  tables/ledger.csv is missing" in lines and "  tables/new.csv is new" in lines
    assert lines[-1].startswith("likeliest cause: nothing that a receipt records")


TABLES = """
import hashlib
from helpers import *
page = load_report("data/second_page.txt")
ledger = quantity_ledger(page)
words = content_words(segment(split_sentences(page), keep=ledger))
tables = [ledger, word_frequencies(words), tf_idf(words), collocations(words),
          resolve_dates(ledger, "2023-11-05"), derive_figures(ledger, "2023-11-05", {}), count_kinds(page, ledger)]
print([hashlib.sha256(table.to_csv().encode()).hexdigest() for table in tables])
"""


def test_tables_do_not_depend_on_the_hash_seed():
    seen = set()
    for seed in ("0", "1", "4242"):
        done = subprocess.run([sys.executable, "-c", TABLES], cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        seen.add(done.stdout)
    assert len(seen) == 1


def test_sensitivity_flips_each_choice_and_says_what_survives(dispatches):
    from sensitivity import CHOICES, table_of_findings

    table = table_of_findings(dispatches)
    assert list(table.columns) == list(CHOICES) and len(table) == 10 + len(dispatches)
    base = table["as in the lessons"]
    assert (base != "none").all()
    # What is counted in figures cannot depend on how words are cut; what is counted in words does.
    figures = ["densest county in quantities", "thinnest county in quantities", "numeric expressions", "largest sum of money", "targets and plans"]
    for choice in ("dictionary off", "HMM off", "other stop list"):
        assert table.loc[figures, choice].equals(base[figures]), choice
    assert not table["dictionary off"].equals(base)
    assert base["own word of 海盐"] == "节能" != table.loc["own word of 海盐", "dictionary off"]
