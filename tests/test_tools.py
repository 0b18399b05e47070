"""The commands: a run that fails names the cell and keeps the last good output; a run that works is clean."""

import os
import shutil
import subprocess
import sys

import nbformat
import pytest
from conftest import ROOT


@pytest.fixture
def house(tmp_path):
    """A small copy of the collection with one notebook of our own."""
    for name in ("tools", "data", "helpers"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    for name in ("notebooks", "output", "tests"):
        (tmp_path / name).mkdir()
    (tmp_path / "output" / "good.txt").write_text("the last good run")

    def with_cells(*sources: str):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
        nbformat.write(notebook, tmp_path / "notebooks" / "01_try_this.ipynb")
        return tmp_path

    return with_cells


def run(house, tool: str, *options: str):
    environment = {key: value for key, value in os.environ.items() if key != "OUTPUT_DIR"} | {"PYTHONPATH": str(house)}
    command = [sys.executable, str(house / "tools" / tool), *options]
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True)


def test_a_failed_run_names_notebook_cell_and_error_and_keeps_the_last_good_output(house):
    place = house("x = 1", "x / 0")
    done = run(place, "run.py")
    assert done.returncode == 1
    assert "01_try_this.ipynb, cell 2: ZeroDivisionError: division by zero" in done.stderr
    assert "Traceback" not in done.stderr
    assert (place / "output" / "good.txt").read_text() == "the last good run"
    assert not (place / "output.partial").exists()


def test_a_good_run_replaces_output_as_a_whole(house):
    save = "from helpers import save_table\nimport pandas as pd\nsave_table(pd.DataFrame({'n': [1]}), 'one')"
    place = house(save, "1 + 1")
    done = run(place, "run.py")
    assert done.returncode == 0, done.stderr
    assert sorted(path.relative_to(place / "output").as_posix() for path in (place / "output").rglob("*.*")) == [
        "index.html",
        "notebooks/01_try_this.html",
        "receipt.json",
        "tables/one.csv",
        "tables/one.parquet",
    ]
    assert 'href="notebooks/01_try_this.html"' in (place / "output" / "index.html").read_text("utf-8")
    html = (place / "output" / "notebooks" / "01_try_this.html").read_text("utf-8")
    assert "<script src=" not in html and "cdnjs" not in html, "the page would fetch something"


def test_verify_says_the_same_or_what_differs_and_why(house):
    save = "from helpers import save_table\nimport pandas as pd\nsave_table(pd.DataFrame({'n': [%s]}), 'one')"
    place = house(save % 1, "1 + 1")
    assert run(place, "store.py").returncode == 0
    same = run(place, "verify.py")
    assert (same.returncode, same.stdout) == (0, "same: 2 of 2 artefacts\n"), same.stderr
    changed = run(house(save % 2, "1 + 1"), "verify.py")
    assert changed.returncode == 1
    assert changed.stdout.splitlines() == [
        "different: 2 of 2 artefacts", "  tables/one.csv", "  tables/one.parquet", "likeliest cause: notebook changed: 01_try_this.ipynb",
    ]


def test_store_writes_outputs_without_traces_of_the_machine(house):
    place = house("print('here')")
    assert run(place, "store.py").returncode == 0
    notebook = nbformat.read(place / "notebooks" / "01_try_this.ipynb", as_version=4)
    assert notebook.cells[0].outputs[0]["text"] == "here\n"
    assert notebook.cells[0].execution_count == 1
    assert notebook.metadata["language_info"] == {"name": "python"}
    assert "execution" not in notebook.cells[0].metadata


def test_the_makefile_says_what_each_target_does():
    environment = {key: value for key, value in os.environ.items() if key not in ("MAKEFLAGS", "MAKELEVEL")}
    done = subprocess.run(["make", "help"], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["help", "run", "verify", "test", "archive", "sensitivity", "lab", "bench", "store", "clean"]
