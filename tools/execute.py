"""Execute one notebook from top to bottom in a fresh kernel."""

from collections.abc import Callable
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"


class NotebookFailed(RuntimeError):
    """A cell ended in an error that is not meant to be seen."""


def notebook_paths() -> list[Path]:
    """The lessons in reading order."""
    return sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))


def execute(path: Path, on_cell: Callable[[], None] = lambda: None) -> nbformat.NotebookNode:
    """Run all cells and return the notebook with its new outputs; `on_cell` is called after each cell."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(NOTEBOOKS)}},
        on_cell_complete=lambda cell, cell_index: on_cell(),
    )
    try:
        client.execute()
    except CellExecutionError as error:
        broken = next(
            index
            for index, cell in enumerate(notebook.cells, start=1)
            for output in cell.get("outputs", [])
            if output.output_type == "error" and "raises-exception" not in cell.metadata.get("tags", [])
        )
        raise NotebookFailed(f"{path.name}, cell {broken}: {error.ename}: {error.evalue}") from None
    _shorten_errors(notebook)
    return notebook


def _shorten_errors(notebook: nbformat.NotebookNode) -> None:
    """Keep of an intended error its last line: the way there names folders of this machine."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                output.traceback = [f"{output.ename}: {output.evalue}"]
