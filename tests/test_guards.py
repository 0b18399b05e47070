"""The guards themselves: a changed output fails, and neither tests nor notebooks reach the network."""

import json
import os
import shutil
import socket
import subprocess
import sys

import nbformat
import pytest
import pytest_socket
from conftest import ROOT
from nbclient import NotebookClient
from nbs import notebooks


def nbval(path) -> subprocess.CompletedProcess:
    options = ["-p", "no:cacheprovider", "--rootdir", str(path.parent), "-c", os.devnull, "--nbval", "--nbval-current-env", "-q"]
    return subprocess.run([sys.executable, "-m", "pytest", *options, str(path)], capture_output=True, text=True)


def test_one_changed_digit_in_a_stored_output_fails(tmp_path):
    lesson = notebooks()[1]
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "notebooks").mkdir()
    raw = lesson.read_text("utf-8")
    assert raw.count('"嘉善    616\\n') == 1
    changed = tmp_path / "notebooks" / lesson.name
    changed.write_text(raw.replace('"嘉善    616\\n', '"嘉善    617\\n'), "utf-8")
    done = nbval(changed)
    assert done.returncode == 1
    assert "1 failed" in done.stdout, done.stdout[-2000:]


def test_tests_have_no_network():
    with pytest.warns(UserWarning, match="tried to use socket"), pytest.raises(pytest_socket.SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_kernels_have_no_network():
    code = "import socket\ntry:\n    socket.create_connection(('192.0.2.1', 80), timeout=1)\nexcept Exception as error:\n    print(type(error).__name__)"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    NotebookClient(notebook, kernel_name="python3").execute()
    assert notebook.cells[0].outputs[0]["text"] == "SocketConnectBlockedError\n"


def test_stored_notebooks_are_valid_json_with_stable_cell_names():
    for path in notebooks():
        cells = json.loads(path.read_text("utf-8"))["cells"]
        names = [cell["id"] for cell in cells]
        assert len(set(names)) == len(names)
