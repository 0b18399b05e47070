"""The style rules of a lesson that a machine can check."""

import ast
import inspect
import re
from statistics import median

import nbformat
import pytest
from conftest import ORIGINAL, ROOT
from nbs import code_cells, lessons, notebooks, output_text, prose, read

EVERY = pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
LESSONS = pytest.mark.parametrize("path", lessons(), ids=lambda path: path.stem)
CARD = ["After this lesson you can", "You need", "Time", "Data", "New words"]
NUMBER = re.compile(r"(?<![\w.,–-])\d[\d,]*(?:\.\d+)?(?![\w])")


def tags(cell) -> list[str]:
    return cell.metadata.get("tags", [])


def test_the_collection_is_numbered_without_a_gap():
    assert len(notebooks()) >= 9
    for number, path in enumerate(notebooks()):
        assert re.fullmatch(rf"{number:02}_[a-z]+_[a-z_]+\.ipynb", path.name)


@EVERY
def test_frame(path):
    nbformat.validate(read(path))
    cells = read(path).cells
    assert 20 <= len(cells) <= 45, f"{len(cells)} cells"
    headings = [line for text in prose(path) for line in text.split("\n") if line.startswith("# ")]
    assert len(headings) == 1
    assert cells[0].source.startswith(f"# {path.name[:2]} · ")
    card = [f"| **{name}** |" for name in CARD]
    assert all(line in cells[0].source for line in card)
    assert "Recap" in cells[-1].source and len(re.findall(r"^\* ", cells[-1].source, re.M)) == 3
    assert "Next: " in cells[-1].source
    assert any(cell.cell_type == "code" for cell in cells[1:5]), "the finished result comes first"


@EVERY
def test_cells_are_small(path):
    sizes = [len(cell.source.split("\n")) for cell in code_cells(path)]
    assert max(sizes) <= 15
    assert 2 <= median(sizes) <= 4
    in_a_row = "".join("c" if cell.cell_type == "code" else "m" for cell in read(path).cells)
    assert "ccc" not in in_a_row
    assert all(cell.source.strip() for cell in read(path).cells)


@EVERY
def test_lines_fit(path):
    code = [line for cell in code_cells(path) for line in cell.source.split("\n")]
    assert [line for line in code if len(line) > 88] == []
    # A Chinese character is two columns wide; tables and links cannot be broken.
    text = [line for part in prose(path) for line in part.split("\n") if not line.startswith("|")]
    assert [line for line in text if len(line) > 110] == []


@EVERY
def test_stored_as_executed_from_top_to_bottom(path):
    counts = [cell.execution_count for cell in code_cells(path)]
    assert counts == list(range(1, len(counts) + 1))
    assert set(read(path).metadata) == {"kernelspec", "language_info"}


@EVERY
def test_code_neither_fetches_nor_installs_nor_hides(path):
    for cell in code_cells(path):
        assert not re.search(r"https?://|\bpip\b|\bconda\b|subprocess|os\.system|sys\.path", cell.source)
        assert not re.search(r"^\s*[!%]", cell.source, re.M), "a shell or magic line"
        assert not re.search(r";\s*$", cell.source), "nbval shows the value in spite of a semicolon"


@EVERY
def test_output_is_clean(path):
    for cell in code_cells(path):
        for output in cell.outputs:
            assert output.get("name") != "stderr", f"stderr below {cell.source!r}"
            assert output.output_type != "error" or "raises-exception" in tags(cell)
            shown = str(output.get("data", {}).get("text/plain", "")) + output.get("text", "")
            assert not re.search(r"<[\w.]+ (object )?at 0x|^<?Axes|np\.(float|int)64", shown), shown
    errors = [cell for cell in code_cells(path) if "raises-exception" in tags(cell)]
    assert all(any(output.output_type == "error" for output in cell.outputs) for cell in errors)


def test_only_the_speed_of_the_machine_is_left_uncompared():
    """Two cells of the archive lesson measure the reader's machine; every other output is compared."""
    ignored = {path.name: sum("nbval-ignore-output" in tags(cell) for cell in code_cells(path)) for path in notebooks()}
    assert {name: count for name, count in ignored.items() if count} == {"08_from_page_to_archive.ipynb": 2}


def test_no_cell_is_repeated_between_notebooks():
    seen = {}
    for path in notebooks():
        for cell in read(path).cells:
            other = seen.setdefault(cell.source.strip(), path.name)
            assert other == path.name, f"{path.name} repeats a cell of {other}: {cell.source[:60]}"


@EVERY
def test_every_figure_has_alt_text_and_its_numbers_in_a_table(path):
    for cell in code_cells(path):
        pictures = [output for output in cell.outputs if "image/png" in output.get("data", {})]
        for picture in pictures:
            assert len(picture.metadata.get("image/png", {}).get("alt", "")) > 40
        if pictures and not {"exercise", "solution"} & set(tags(cell)):
            assert "<table" in cell.outputs[-1].get("data", {}).get("text/html", ""), "a chart without its table"
            assert len(pictures) == 1


@EVERY
def test_numbers_in_prose_stand_in_the_outputs(path):
    shown = {number.replace(",", "") for number in re.findall(r"\d[\d,]*(?:\.\d+)?", output_text(path))}
    for text in prose(path)[1:]:
        # Not quoted from an output: headings, formulas, code, names in quotation marks, lesson numbers, calendar years.
        other = r"^(#.*|    .*)$|`[^`]*`|“[^”]*”|\blessons? \d\d|\*\*\d\d · [^*]+\*\*|\[\d\d · [^]]+\]|\b(?:19|20)\d\d\b"
        plain = re.sub(other, " ", text, flags=re.M)
        for number in NUMBER.findall(plain):
            assert number.rstrip(",").replace(",", "") in shown, f"{number} is in no output: {text[:80]!r}"


@LESSONS
def test_three_exercises_in_three_sizes(path):
    titles = [line for text in prose(path) for line in text.split("\n") if line.startswith("### Exercise")]
    assert titles == ["### Exercise 1 · twiddle", "### Exercise 2 · tweak", "### Exercise 3 · frob"]
    cells = code_cells(path)
    for size, exercise in enumerate([cell for cell in cells if "exercise" in tags(cell)], start=1):
        assert exercise.source.endswith(f'answer = ...\ncheck("{path.name[:2]}.{size}", answer)')
    for solution in [cell for cell in cells if "solution" in tags(cell)]:
        assert solution.metadata["jupyter"] == {"source_hidden": True, "outputs_hidden": True}


@EVERY
def test_no_path_of_a_machine_and_no_sentence_of_the_original(path):
    raw = path.read_text("utf-8")
    assert not re.search(r"/(home|root|Users|work|tmp)/", raw)
    if ORIGINAL.exists():
        original = "".join(ORIGINAL.read_text("utf-8").split())
        squeezed = "".join(raw.split())
        runs = {original[i : i + 25] for i in range(len(original) - 24)}
        assert not [squeezed[i : i + 25] for i in range(len(squeezed) - 24) if squeezed[i : i + 25] in runs]


@pytest.mark.parametrize("path", sorted((ROOT / "helpers").rglob("*.py")), ids=lambda path: path.name)
def test_helpers_stay_small(path):
    """A file under 300 lines, a function under 40 lines besides its docstring."""
    source = path.read_text("utf-8")
    assert source.count("\n") <= 300
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            docstring = node.body[0].end_lineno - node.body[0].lineno + 1 if ast.get_docstring(node) else 0
            assert node.end_lineno - node.lineno + 1 - docstring < 40, node.name


def test_public_helpers_have_docstrings_with_returns_or_raises():
    import helpers

    for name in dir(helpers):
        thing = getattr(helpers, name)
        if callable(thing) and getattr(thing, "__module__", "").startswith("helpers") and not isinstance(thing, type):
            sections = inspect.getdoc(thing) or ""
            assert "Parameters\n---" in sections or "Returns\n---" in sections, name
