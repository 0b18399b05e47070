"""Execute the notebooks and fill output/: lessons as HTML, tables, charts, a summary and a receipt.

With --report it runs the lesson on any page instead and fills output/<name of the file>/.
"""

import argparse
import datetime
import os
import re
import shutil
import sys
import time
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter
from tqdm import tqdm

from execute import ROOT, YOUR_PAGE, NotebookFailed, execute, notebook_paths, with_parameters
from helpers import ReportError, load_report
from receipt import write_receipt
from summary import write_summary

OUTPUT = ROOT / "output"
DAY = re.compile(r"(20[0-9]{2})[年./-]([01]?[0-9])[月./-]([0-3]?[0-9])")


def run_notebooks(notebooks: dict[str, nbformat.NotebookNode], folder: Path) -> dict[str, float]:
    """Execute notebooks; everything they make lands in `folder`. Returns the seconds that each one took."""
    os.environ["OUTPUT_DIR"] = str(folder)
    exporter = HTMLExporter(template_name="html", extra_template_basedirs=[str(ROOT / "tools")])
    (folder / "notebooks").mkdir(parents=True)
    seconds = {}
    cells = sum(cell.cell_type == "code" for notebook in notebooks.values() for cell in notebook.cells)
    with tqdm(total=cells, unit="cell", ncols=88) as bar:
        for name, notebook in notebooks.items():
            bar.set_description(name)
            begin = time.perf_counter()
            executed = execute(notebook, f"{name}.ipynb", on_cell=bar.update)
            seconds[name] = time.perf_counter() - begin
            html, _ = exporter.from_notebook_node(executed, {"metadata": {"name": name}})
            # In the notebooks the map links to notebooks; here it must link to these pages.
            (folder / "notebooks" / f"{name}.html").write_text(html.replace('.ipynb"', '.html"'), "utf-8")
    return seconds


def run_lessons(folder: Path) -> dict:
    """All lessons; the receipt of the run."""
    notebooks = {path.stem: nbformat.read(path, as_version=4) for path in notebook_paths()}
    seconds = run_notebooks(notebooks, folder)
    write_summary(folder, "One Page, Seven Counties")
    return write_receipt(folder, seconds)


def run_page(report: Path, issued: str, folder: Path) -> dict:
    """The lesson that takes any page, on one page."""
    parameters = {"report": str(report.resolve()), "issued": issued}
    seconds = run_notebooks({YOUR_PAGE.stem: with_parameters(YOUR_PAGE, parameters)}, folder)
    write_summary(folder, report.stem)
    return write_receipt(folder, seconds, parameters)


def issue_date(report: Path) -> str:
    """The first full date in the lines above the first story or in the name of the file; today if there is none."""
    head = report.read_bytes().decode("utf-8", "replace")[:200]
    for year, month, day in DAY.findall(f"{report.stem} {head}"):
        try:
            return datetime.date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue
    today = datetime.date.today().isoformat()
    print(f"No day of issue is given; dates are counted from today. Say it so: make run REPORT={report} ISSUED={today}")
    return today


def keep_pages(partial: Path) -> None:
    """The folders of other runs, each with a receipt of its own, outlive a run of the lessons."""
    for folder in OUTPUT.iterdir() if OUTPUT.exists() else ():
        if (folder / "receipt.json").exists():
            folder.rename(partial / folder.name)


def chosen() -> tuple[Path | None, str]:
    """The page and its day of issue from the command line, looked at before anything runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--report", type=Path, help="a page of text; without it all lessons run")
    parser.add_argument("--issued", help="the day of issue, YYYY-MM-DD")
    options = parser.parse_args()
    if options.report is None:
        return None, ""
    if options.report.stem in ("notebooks", "tables", "charts"):
        sys.exit(f"{options.report}: output/{options.report.stem} has another use; give the file another name.")
    try:
        load_report(options.report)
        issued = options.issued or issue_date(options.report)
        return options.report, datetime.date.fromisoformat(issued).isoformat()
    except ReportError as error:
        sys.exit(str(error))
    except ValueError:
        sys.exit(f"ISSUED must be a day such as 2022-06-25, not {options.issued}.")


def main() -> None:
    report, issued = chosen()
    target = OUTPUT / report.stem if report else OUTPUT
    # A run that fails must leave the last good output alone: write beside it, swap at the end.
    partial = ROOT / "output.partial"
    shutil.rmtree(partial, ignore_errors=True)
    try:
        run_page(report, issued, partial) if report else run_lessons(partial)
    except NotebookFailed as error:
        shutil.rmtree(partial, ignore_errors=True)
        kept = f"\nThe files in {target.relative_to(ROOT)}/ are still those of the last good run." if target.exists() else ""
        sys.exit(f"\nThe run stopped. {error}{kept}")
    if not report:
        keep_pages(partial)
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(exist_ok=True)
    partial.rename(target)
    for kind in ("notebooks", "tables", "charts"):
        print(f"{target.relative_to(ROOT)}/{kind}: {len(list((target / kind).glob('*')))} files")
    print(f"Open {target.relative_to(ROOT)}/index.html first.")


if __name__ == "__main__":
    main()
