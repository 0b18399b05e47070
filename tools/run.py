"""Execute every notebook and fill output/: lessons as HTML, tables as CSV, charts as PNG and SVG."""

import os
import shutil
import sys
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter
from tqdm import tqdm

from execute import ROOT, NotebookFailed, execute, notebook_paths

OUTPUT = ROOT / "output"


def run_all(folder: Path) -> None:
    """Execute all notebooks; everything they make lands in `folder`."""
    os.environ["OUTPUT_DIR"] = str(folder)
    exporter = HTMLExporter(template_name="html", extra_template_basedirs=[str(ROOT / "tools")])
    paths = notebook_paths()
    cells = [cell for path in paths for cell in nbformat.read(path, as_version=4).cells]
    (folder / "notebooks").mkdir(parents=True)
    with tqdm(total=sum(cell.cell_type == "code" for cell in cells), unit="cell", ncols=88) as bar:
        for path in paths:
            bar.set_description(path.stem)
            notebook = execute(path, on_cell=bar.update)
            html, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": path.stem}})
            # In the notebooks the map links to notebooks; here it must link to these pages.
            (folder / "notebooks" / f"{path.stem}.html").write_text(html.replace('.ipynb"', '.html"'), "utf-8")


def main() -> None:
    # A run that fails must leave the last good output alone: write beside it, swap at the end.
    partial = ROOT / "output.partial"
    shutil.rmtree(partial, ignore_errors=True)
    try:
        run_all(partial)
    except NotebookFailed as error:
        shutil.rmtree(partial, ignore_errors=True)
        sys.exit(f"\nThe run stopped. {error}\nThe files in output/ are still those of the last good run.")
    shutil.rmtree(OUTPUT, ignore_errors=True)
    partial.rename(OUTPUT)
    for kind in sorted(folder for folder in OUTPUT.iterdir() if folder.is_dir()):
        print(f"output/{kind.name}: {len(list(kind.iterdir()))} files")


if __name__ == "__main__":
    main()
