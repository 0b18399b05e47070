"""From a page to an archive: parts, kills, poisoned pages, and the same result as one page at a time."""

import os
import signal
import subprocess
import sys
import time

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT

from helpers import load_report, parse_report, quantity_ledger, segment, split_sentences
from helpers import archive as archives
from helpers.archive import RESULTS, connect, measure_archive, process_archive, read_pages, write_archive
from helpers.page import ReportError
from helpers.synthetic import BREAKS, SLOT, synthetic_page, synthetic_pages, templates

PAGES = 300


@pytest.fixture(scope="module")
def client():
    # Small parts, so that a small archive has many of them; the workers must know it, too. A function of its own
    # would be looked up by its name in a module that the workers cannot import.
    def small_parts():
        from helpers import archive

        archive.PART = 50

    with connect(workers=2) as client:
        client.run(small_parts)
        yield client


@pytest.fixture(scope="module")
def archive(client, tmp_path_factory):
    """An archive of 300 pages in six parts, processed."""
    before, archives.PART = archives.PART, 50
    folder = tmp_path_factory.mktemp("archive") / "archive"
    write_archive(folder, PAGES, client)
    parts = process_archive(folder, client)
    archives.PART = before
    return folder, parts


@pytest.fixture(scope="module")
def pages():
    return synthetic_pages(range(PAGES))


def test_the_same_number_and_seed_give_the_same_page():
    (once, truth), (twice, again) = synthetic_pages(range(5, 9)), synthetic_pages(range(7, 8))
    pd.testing.assert_frame_equal(once.loc[[2]].reset_index(drop=True), twice)
    pd.testing.assert_frame_equal(truth[truth["page"] == 7].reset_index(drop=True), again)
    assert synthetic_page(7)[0] != synthetic_page(8)[0] != synthetic_page(8, seed=1)[0]


def test_every_template_is_written_in_the_language_of_slots():
    lines = templates()
    assert len(lines["sentences"]) >= 100 and len(lines["places"]) >= 60
    for sentence in lines["sentences"]:
        assert 1 <= len([slot for slot in SLOT.findall(sentence) if slot != "place"]) <= 6
        assert not any(character.isdigit() for character in SLOT.sub("", sentence))
        assert sentence.endswith("。") and not set("{}") & set(SLOT.sub("", sentence))


def test_the_truth_stands_where_it_says(pages):
    texts, truth = pages
    broken = 0
    for page, text in zip(texts["page"], texts["text"]):
        try:
            stories = parse_report(text, "page").set_index("county")["text"]
        except ReportError:
            broken += 1
            continue
        for row in truth[truth["page"] == page].itertuples():
            assert stories[row.county][row.start : row.end] == row.surface
    assert broken == PAGES - truth["page"].nunique() < 5


def test_an_archive_equals_the_loop_over_its_pages_row_by_row(archive, pages):
    folder, parts = archive
    assert parts["pages"].sum() == PAGES and len(parts) == 6 and parts["computed"].all()
    tables = []
    for page, text in zip(pages[0]["page"], pages[0]["text"]):
        try:
            ledger = quantity_ledger(parse_report(text, f"page {page}"))
        except ReportError:
            continue
        ledger.insert(0, "page", page)
        tables.append(ledger)
    alone = pd.concat(tables, ignore_index=True)
    together = pd.concat([pd.read_parquet(path) for path in sorted((folder / "ledger").glob("*"))], ignore_index=True)
    pd.testing.assert_frame_equal(together, alone)
    words = pd.concat([pd.read_parquet(path) for path in sorted((folder / "words").glob("*"))]).groupby("token").sum()
    pd.testing.assert_frame_equal(words, read_pages(pages[0])["words"].set_index("token"))


def test_recall_and_precision_of_the_archive(archive):
    shares = measure_archive(archive[0]).set_index("measure")["share"]
    assert shares[["recall", "precision", "value", "value_to", "unit"]].min() > 0.999
    assert shares[["bound", "change"]].min() > 0.999 and shares[["basis", "status"]].min() > 0.99


def test_the_measure_sees_what_is_wrong(archive, tmp_path):
    """A ledger with one row less, one value off and one indicator off must score so."""
    folder = archive[0]
    for kind in ("truth", "ledger", "problems"):
        (tmp_path / kind).mkdir()
        table = pd.read_parquet(folder / kind / "part-00000.parquet")
        if kind == "ledger":
            value = table["value"].copy()
            value.loc[value.first_valid_index()] += 1
            table = table.assign(value=value, change="flat").iloc[:-1]
        table.to_parquet(tmp_path / kind / "part-00000.parquet")
    rows = len(pd.read_parquet(folder / "ledger" / "part-00000.parquet"))
    measured = measure_archive(tmp_path).set_index("measure")
    assert measured.loc["recall", "right"] == rows - 1 and measured.loc["recall", "of"] == rows
    assert measured.loc["value", "right"] == rows - 2
    assert measured.loc["change", "share"] < 0.01


def test_a_finished_part_is_not_computed_again(archive, client):
    folder, parts = archive
    lost = folder / "ledger" / "part-00003.parquet"
    bytes_before = {path: path.read_bytes() for path in folder.rglob("*.parquet")}
    times = {path: path.stat().st_mtime_ns for path in (folder / "ledger").glob("*") if path != lost}
    lost.unlink()
    again = process_archive(folder, client)
    assert again["computed"].tolist() == again["part"].eq("part-00003").tolist()
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert {path: path.read_bytes() for path in folder.rglob("*.parquet")} == bytes_before
    pd.testing.assert_frame_equal(again.drop(columns="computed"), parts.drop(columns="computed"))


def test_a_part_is_computed_again_when_its_pages_or_the_helpers_have_changed(archive, client, monkeypatch):
    folder, _ = archive
    source = folder / "pages" / "part-00001.parquet"
    kept = source.read_bytes()
    pd.read_parquet(source).iloc[::-1].to_parquet(source, index=False)
    assert process_archive(folder, client)["computed"].tolist() == [False, True, False, False, False, False]
    source.write_bytes(kept)
    assert process_archive(folder, client)["computed"].sum() == 1
    monkeypatch.setattr(archives, "fingerprint", lambda: "other helpers")
    assert process_archive(folder, client)["computed"].all()
    monkeypatch.undo()
    assert process_archive(folder, client)["computed"].all()


KILLED = """
import sys
from pathlib import Path
from helpers import archive
from helpers.archive import connect, process_archive, write_archive
if __name__ == "__main__":
    with connect(workers=1) as client:
        def small():
            from helpers import archive
            archive.PART = 50
        small()
        client.run(small)
        write_archive(Path(sys.argv[1]), 750, client)
        print("written", flush=True)
        parts = process_archive(Path(sys.argv[1]), client)
        print(len(parts), parts["computed"].sum(), flush=True)
"""


def test_a_killed_run_goes_on_where_it_stopped(tmp_path):
    folder, script = tmp_path / "archive", tmp_path / "run.py"
    script.write_text(KILLED, "utf-8")
    command = [sys.executable, str(script), str(folder)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    first = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
    for _ in range(1200):
        finished = sorted((folder / "ledger").glob("*.parquet"))
        if len(finished) >= 3:
            break
        time.sleep(0.05)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    finished = sorted((folder / "ledger").glob("*.parquet"))
    assert 3 <= len(finished) < 15, "the run was not killed in the middle"
    times = {path: path.stat().st_mtime_ns for path in finished}
    assert all(len(pd.read_parquet(path)) for path in finished), "half a file under the name of a whole one"
    second = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert second.stdout.splitlines()[-1] == f"15 {15 - len(finished)}", second.stderr
    assert {path: path.stat().st_mtime_ns for path in finished} == times
    whole = read_pages(synthetic_pages(range(750))[0])["ledger"]
    resumed = pd.concat([pd.read_parquet(path) for path in sorted((folder / "ledger").glob("*.parquet"))], ignore_index=True)
    pd.testing.assert_frame_equal(resumed, whole)


def test_a_poisoned_page_is_reported_and_skipped(pages, monkeypatch):
    texts = pages[0].head(12).copy()
    texts["text"] = texts["text"].astype("object")
    texts.loc[3, "text"] = "没有标题的一段话。"
    texts.loc[5, "text"] = None
    texts.loc[7, "text"] = ""
    real = archives.quantity_ledger

    def breaks_on_page_nine(dispatches):
        if (dispatches["page"] == 9).any():
            raise RecursionError("too deep")
        return real(dispatches)

    monkeypatch.setattr(archives, "quantity_ledger", breaks_on_page_nine)
    results = read_pages(texts)
    problems = results["problems"].set_index("page")["problem"]
    assert problems.index.tolist() == [3, 5, 7, 9]
    assert "line 1: running text" in problems[3] and "the file is empty" in problems[7]
    assert problems[9] == "page 9: RecursionError: too deep" and "page 5:" in problems[5]
    assert sorted(results["ledger"]["page"].unique()) == [0, 1, 2, 4, 6, 8, 10, 11]


def test_every_kind_of_broken_page_is_refused():
    seen = set()
    for number in range(4000):
        text, truth = synthetic_page(number)
        if not truth:
            with pytest.raises(ReportError) as error:
                parse_report(text, f"page {number}")
            seen.add(str(error.value).split(": ", 2)[2][:20])
    assert len(seen) >= len(BREAKS)


def test_an_archive_of_broken_pages_has_empty_tables():
    results = read_pages(pd.DataFrame({"page": [1], "text": ["一句话。"]}))
    assert len(results["problems"]) == 1 and len(results["ledger"]) == 0 and len(results["words"]) == 0
    whole = read_pages(synthetic_pages(range(2))[0])
    for kind in RESULTS:
        assert results[kind].dtypes.equals(whole[kind].dtypes), kind


def test_rjieba_gives_the_tokens_and_tags_of_jieba_on_a_thousand_pages():
    """No difference is allowed: where rjieba cannot follow, jieba itself guesses."""
    texts = [text for text, truth in (synthetic_page(number) for number in range(1000)) if truth]
    pages = [parse_report(text, "page") for text in texts] + [load_report(ROOT / "data" / name) for name in ("report.txt", "second_page.txt")]
    stories = pd.concat(pages, ignore_index=True)
    stories["county"] = [f"{number:05}" for number in range(len(stories))]
    sentences = split_sentences(stories)
    once = sentences.drop_duplicates("sentence")
    assert len(once) > 15_000
    pd.testing.assert_frame_equal(segment(once, fast=True), segment(once))


@pytest.mark.parametrize("dictionary", [True, False])
@pytest.mark.parametrize("hmm", [True, False])
def test_rjieba_agrees_whatever_the_choices(sentences, ledger, dictionary, hmm):
    second = split_sentences(load_report(ROOT / "data" / "second_page.txt"))
    for table, keep in ((sentences, None), (sentences, ledger), (second, None)):
        pd.testing.assert_frame_equal(segment(table, dictionary, hmm, keep, fast=True), segment(table, dictionary, hmm, keep))


def test_rjieba_agrees_on_odd_text():
    odd = ["", " ", "5G+AI和B2B,T恤x2", "a\r\nb", "①②③", "😀好", "𠮷野家", "３．５％", "AT&T的C++", "．．．…", "鿕鿖", "abc_def.g#1", "　全角　空格"]
    table = pd.DataFrame({"county": "x", "sentence_id": range(len(odd)), "sentence": odd, "start": 0})
    for dictionary in (True, False):
        for hmm in (True, False):
            pd.testing.assert_frame_equal(segment(table, dictionary, hmm, fast=True), segment(table, dictionary, hmm))


def test_segmentation_that_keeps_expressions_is_linear():
    """`keep` once looked at every expression for every sentence."""
    story = load_report(ROOT / "data" / "second_page.txt")["text"][0].replace("\n", "")

    def seconds(times: int) -> float:
        page = pd.DataFrame({"county": ["甲"], "text": [story * times]})
        ledger, sentences = quantity_ledger(page), split_sentences(page)
        runs = []
        for _ in range(3):
            begin = time.perf_counter()
            segment(sentences, keep=ledger, fast=True)
            runs.append(time.perf_counter() - begin)
        return min(runs)

    seconds(10)
    assert seconds(400) / seconds(100) < 7, "four times the text took more than seven times as long"
    assert np.isfinite(seconds(1))
