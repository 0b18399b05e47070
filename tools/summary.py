"""The first page of a run: its key numbers, its charts and the way to everything else."""

from pathlib import Path

import pandas as pd
from jinja2 import Environment, FileSystemLoader
from PIL import Image

# What a reader asks first of a page; each is a table that the notebooks write.
SHOWN = {"money": "Money", "growth": "Growth", "promises": "Promises", "derived": "What the figures imply"}
ROWS = 12


def write_summary(folder: Path, title: str) -> None:
    """Write `index.html` from the tables and charts of a run."""
    tables = {path.stem.removeprefix(f"{title}_"): path for path in sorted((folder / "tables").glob("*.csv"))}
    charts = sorted((folder / "charts").glob("*.png"), key=lambda path: ("poster" not in path.stem, path.name))
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent / "html"), autoescape=True)
    html = environment.get_template("summary.html.j2").render(
        title=title,
        facts=_facts(tables),
        # The alt text of a chart is written into its file.
        charts=[{"name": path.stem, "alt": Image.open(path).text.get("Description", path.stem)} for path in charts],
        shown={SHOWN[name]: _rows(tables[name]) for name in SHOWN if name in tables},
        tables=[path.stem for path in tables.values()],
        notebooks=[path.stem for path in sorted((folder / "notebooks").glob("*.html"))],
    )
    (folder / "index.html").write_text(html, "utf-8")


def _facts(tables: dict[str, Path]) -> list[tuple[str, str]]:
    """Numbers that say how large the page is."""
    if not {"ledger", "kinds"} <= set(tables):
        return []
    ledger, kinds = (pd.read_csv(tables[name]) for name in ("ledger", "kinds"))
    return [
        (f"{len(kinds):,}", "dispatches"),
        (f"{len(ledger):,}", "numeric expressions"),
        (f"{(ledger['kind'] == 'quantity').sum():,}", "quantities"),
        (f"{ledger['status'].isin(['target', 'plan']).sum():,}", "promises"),
    ]


def _rows(path: Path) -> dict:
    """The first rows of a table, as people read them, and how many there are."""
    table = pd.read_csv(path).rename(columns={"surface": "as written"})
    wanted = ["county", "indicator", "as written", "period", "bound", "status", "change", "basis", "figure", "formula", "value", "unit", "date_to", "plausible"]
    short = table[[column for column in wanted if column in table and not (column == "value" and "as written" in table)]]
    html = short.head(ROWS).to_html(index=False, na_rep="", border=0, float_format="{:,.6g}".format, escape=True)
    return {"html": html, "more": max(0, len(table) - ROWS)}
