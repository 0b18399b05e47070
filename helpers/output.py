"""What leaves a notebook: charts on the screen and in files, tables in files."""

import os
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import display
from matplotlib.axes import Axes

ROOT = Path(__file__).resolve().parent.parent


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
    metadata = {"image/png": {"alt": alt_text(ax)}}
    display(ax.figure, metadata=metadata)
    plt.close(ax.figure)


def save_chart(ax: Axes, name: str) -> None:
    """Write the figure of `ax` to output/charts as PNG and SVG, byte for byte the same on every run.

    Parameters
    ----------
    ax : matplotlib Axes
        Any axes of the figure; its label is written into the files as their description.
    name : str
        The file name without its ending.
    """
    description = {"Title": name, "Description": alt_text(ax)}
    path = output_folder("charts") / name
    with plt.style.context("helpers.page"):
        ax.figure.savefig(path.with_suffix(".png"), metadata=description | {"Software": None})
        ax.figure.savefig(path.with_suffix(".svg"), metadata=description | {"Date": None})


def save_table(table: pd.DataFrame, name: str) -> None:
    """Write a table to output/tables as CSV.

    The file starts with a byte order mark, without which Excel on a Chinese Windows takes it for GBK.

    Parameters
    ----------
    table : pd.DataFrame
        Its index is left out: keep what matters in columns.
    name : str
        The file name without its ending.
    """
    table.to_csv(output_folder("tables") / f"{name}.csv", index=False, encoding="utf-8-sig", lineterminator="\n")
