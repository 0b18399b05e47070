"""The data: what the card says is what lies there."""

import csv
import hashlib
import re

import pandas as pd
import pytest
from conftest import ORIGINAL, ROOT

DATA = ROOT / "data"
FILES = sorted(path for path in DATA.rglob("*") if path.is_file() and path.name not in ("README.md", "SHA256SUMS"))


def test_checksums():
    listed = dict(reversed(line.split("  ", 1)) for line in (DATA / "SHA256SUMS").read_text("utf-8").splitlines())
    assert sorted(listed) == [path.relative_to(DATA).as_posix() for path in FILES]
    for path in FILES:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert listed[path.relative_to(DATA).as_posix()] == digest, f"{path.name} is not the file the card describes"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_card_names_every_file_and_column(path):
    card = (DATA / "README.md").read_text("utf-8")
    assert f"`{path.relative_to(DATA).as_posix()}`" in card, path.name
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            missing = [column for column in next(csv.reader(file)) if f"`{column}`" not in card]
        assert missing == []


def test_files_are_utf8_without_mark_and_end_with_a_line_end():
    for path in FILES:
        raw = path.read_bytes()
        assert not raw.startswith(b"\xef\xbb\xbf") and b"\r\n" not in raw and raw.endswith(b"\n"), path.name
        raw.decode("utf-8")


def test_the_counties_sum_up_as_the_card_says():
    table = pd.read_csv(DATA / "counties_2021.csv").set_index("county")
    assert table.columns.tolist() == ["english", "gdp_2021_100m_yuan", "gdp_growth_2021_pct", "source"]
    gdp = table["gdp_2021_100m_yuan"]
    assert gdp["嘉兴"] == 6355.28 and table["gdp_growth_2021_pct"]["嘉兴"] == 8.5
    nine = gdp.drop("嘉兴").sum() + 395.02 + 209.01
    assert round(nine, 2) == 6354.18
    card = (DATA / "README.md").read_text("utf-8")
    assert all(number in card for number in ("395.02", "209.01", "6354.18", "6355.28"))


def test_the_page_keeps_the_form_of_the_original():
    text = (DATA / "report.txt").read_text("utf-8")
    assert 3500 <= len("".join(text.split())) <= 4500
    paragraphs = [line for line in text.splitlines() if len(line) > 20]
    cuts = [line for line in paragraphs if not line.endswith(("。", "……"))]
    assert len(cuts) >= 8
    assert set(",;:()") <= set(text) and set("。、“”") <= set(text)
    assert text.count("創") == 1
    assert not re.search(r"[，；：（）]", text)


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix in (".txt", ".csv")], ids=lambda path: path.name)
def test_no_sentence_of_the_original_is_ours(path):
    """At most 24 characters in a row are shared with the published page, where that page is at hand."""
    if not ORIGINAL.exists():
        return
    original = "".join(ORIGINAL.read_text("utf-8").split())
    ours = "".join(path.read_text("utf-8").split())
    runs = {original[i : i + 25] for i in range(len(original) - 24)}
    assert [ours[i : i + 25] for i in range(len(ours) - 24) if ours[i : i + 25] in runs] == []


def test_every_digit_of_the_original_is_told():
    if not ORIGINAL.exists():
        return
    figures = [sorted(re.findall(r"\d[\d.]*", path.read_text("utf-8"))) for path in (ORIGINAL, DATA / "report.txt")]
    assert figures[0] == figures[1]
