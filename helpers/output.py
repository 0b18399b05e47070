"""What leaves a notebook: charts on the screen and in files, tables in files."""

import os
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import HTML, display
from matplotlib.axes import Axes

from helpers.data import ROOT


def output_folder(kind: str) -> Path:
    """The folder for files of one kind, made when missing.

    Parameters
    ----------
    kind : str
        "charts" or "tables".

    Returns
    -------
    Path
        `output/<kind>` in the repository, or below the folder that the variable OUTPUT_DIR names.
    """
    folder = Path(os.environ.get("OUTPUT_DIR", ROOT / "output")) / kind
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def alt_text(ax: Axes) -> str:
    """What a chart shows, in words: the label that its helper gave to the axes.

    Raises
    ------
    ValueError
        If the chart has none: a reader who cannot see it would be told nothing.

    Examples
    --------
    >>> ax = plt.figure().add_subplot(label="Bars: 3 for Pinghu, 1 for Haiyan.")
    >>> alt_text(ax)
    'Bars: 3 for Pinghu, 1 for Haiyan.'
    """
    text = ax.get_label()
    if not text or text.startswith("_"):
        raise ValueError('This chart has no alt text; say in one sentence what it shows: ax.set_label("…").')
    return text


def show_chart(ax: Axes) -> None:
    """Show the figure of `ax` below the cell, with its alt text, and close it.

    Parameters
    ----------
    ax : matplotlib Axes
        Any axes of the figure; its label is the alt text.

    Raises
    ------
    ValueError
        If the chart has no alt text.
    """
    figure = ax.get_figure(root=True)
    display(figure, metadata={"image/png": {"alt": alt_text(ax)}})
    plt.close(figure)


def save_chart(ax: Axes, name: str, dpi: int = 150) -> None:
    """Write the figure of `ax` to output/charts as PNG and SVG, byte for byte the same on every run.

    Parameters
    ----------
    ax : matplotlib Axes
        Any axes of the figure; its label is written into the files as their description.
    name : str
        The file name without its ending.
    dpi : int
        Dots per inch of the PNG; 300 for print.
    """
    description = {"Title": name, "Description": alt_text(ax)}
    path = output_folder("charts") / name
    with plt.style.context("helpers.page"):
        figure = ax.get_figure(root=True)
        figure.savefig(path.with_suffix(".png"), dpi=dpi, metadata=description | {"Software": None})
        figure.savefig(path.with_suffix(".svg"), metadata=description | {"Date": None})


def show_table(table: pd.DataFrame, caption: str, units: dict[str, str] | None = None) -> HTML:
    """Show a table as people read it: a caption, units in the headers, thousands separated, no index.

    Parameters
    ----------
    table : pd.DataFrame
    caption : str
        What the table shows, in one line.
    units : dict of str, optional
        The unit of a column, written into its header.

    Returns
    -------
    IPython.display.HTML
        The same bytes for the same table: the identifier in it is made from the caption.

    Examples
    --------
    >>> "1,200.00" in show_table(pd.DataFrame({"value": [1200.0]}), "A sum").data
    True
    """
    uuid = "".join(c for c in caption.lower() if c.isascii() and c.isalnum())[:24]
    styler = _headed(table, units).style.format(precision=2, thousands=",", na_rep="")
    return HTML(styler.set_caption(caption).hide(axis="index").set_uuid(uuid).to_html())


def _headed(table: pd.DataFrame, units: dict[str, str] | None) -> pd.DataFrame:
    """The table with the units in its headers."""
    return table.rename(columns={column: f"{column} ({unit})" for column, unit in (units or {}).items()})


def save_table(table: pd.DataFrame, name: str, units: dict[str, str] | None = None) -> None:
    """Write a table to output/tables as CSV for people and as Parquet for programs.

    The CSV starts with a byte order mark, without which Excel on a Chinese Windows takes it for GBK; a text that begins like a
    formula (= + - @) gets an apostrophe in front, so that no spreadsheet runs it.

    Parameters
    ----------
    table : pd.DataFrame
        Its index is left out: keep what matters in columns.
    name : str
        The file name without its ending.
    units : dict of str, optional
        The unit of a column, written into its header: {"per_hundred": "per 100 characters"}.
    """
    headed = _headed(table, units)
    headed.to_parquet(output_folder("tables") / f"{name}.parquet", index=False)
    text = headed.select_dtypes(["str", "object"]).columns
    harmless = headed.assign(**{column: headed[column].map(_without_formula) for column in text})
    harmless.to_csv(output_folder("tables") / f"{name}.csv", index=False, encoding="utf-8-sig", lineterminator="\n")


def _without_formula(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")) else cell
