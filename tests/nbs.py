"""The stored notebooks, for the tests that read them."""

import re
from functools import lru_cache
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent


def notebooks() -> list[Path]:
    """All notebooks in reading order."""
    return sorted((ROOT / "notebooks").glob("*.ipynb"))


def lessons() -> list[Path]:
    """The notebooks that have exercises."""
    return [path for path in notebooks() if not path.name.startswith("00")]


@lru_cache
def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def prose(path: Path) -> list[str]:
    return [cell.source for cell in read(path).cells if cell.cell_type == "markdown"]


def output_text(path: Path) -> str:
    """All that the code of a notebook shows as text, tables included."""
    shown = []
    for output in (output for cell in code_cells(path) for output in cell.outputs):
        data = output.get("data", {})
        shown += [output.get("text", ""), output.get("evalue", ""), data.get("text/plain", "")]
        shown.append(re.sub(r"<[^>]+>", " ", data.get("text/html", "")))
        shown += [meta.get("alt", "") for meta in output.get("metadata", {}).values() if isinstance(meta, dict)]
    return "\n".join(shown)
