"""Execute one notebook from top to bottom in a fresh kernel."""

from collections.abc import Callable
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
TIMEOUT = 600  # seconds a cell may take
# The lesson that takes any page.
YOUR_PAGE = NOTEBOOKS / "07_your_page.ipynb"


class NotebookFailed(RuntimeError):
    """A cell ended in an error that is not meant to be seen."""


def notebook_paths() -> list[Path]:
    """The lessons in reading order."""
    return sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))


def with_parameters(path: Path, parameters: dict[str, str]) -> nbformat.NotebookNode:
    """A notebook with other values for its parameters, and without the cells that are meant for class only."""
    notebook = parameterize_notebook(load_notebook_node(str(path)), parameters)
    notebook.cells = [cell for cell in notebook.cells if "class" not in cell.metadata.get("tags", [])]
    return notebook


def execute(notebook: nbformat.NotebookNode, name: str, on_cell: Callable[[], None] = lambda: None) -> nbformat.NotebookNode:
    """Run all cells and return the notebook with its new outputs; `on_cell` is called after each cell."""
    client = NotebookClient(
        notebook,
        timeout=TIMEOUT,
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
        raise NotebookFailed(f"{name}, cell {broken}: {error.ename}: {error.evalue}") from None
    except (CellTimeoutError, DeadKernelError):
        raise NotebookFailed(f"{name}: a cell took more than {TIMEOUT // 60} minutes, or more memory than there is") from None
    _shorten_errors(notebook)
    return notebook


def _shorten_errors(notebook: nbformat.NotebookNode) -> None:
    """Keep of an intended error its last line: the way there names folders of this machine."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                output.traceback = [f"{output.ename}: {output.evalue}"]
