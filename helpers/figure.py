"""How every figure of the collection looks: font, style, source line, labels."""

import functools
from collections.abc import Callable

import matplotlib.pyplot as plt
import pandas as pd
import pylopdf_fonts_zh_cn
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from helpers.data import DATA

SOURCE = "Source: data/report.txt, retold from a newspaper page of June 2022"
# More rows than this nobody reads in one chart.
MOST_ROWS = 24

# Chinese works on any machine: the font comes with requirements.txt, not with the system.
font_manager.fontManager.addfont(pylopdf_fonts_zh_cn.sans_path())


def page_style(plot: Callable[..., Axes]) -> Callable[..., Axes]:
    """Make a chart helper draw in the style of the collection.

    It draws at once, so that a character missing from the font is noticed in the cell that asked for it. A
    chart of an empty table says so instead of failing: some pages have no such figures.

    Parameters
    ----------
    plot : callable
        A function of one or more tables that returns the Axes it drew on.

    Returns
    -------
    callable
        The same function, drawing in the style `helpers.page`. A keyword `source` replaces the line below the chart
        that says where the numbers come from.
    """

    @functools.wraps(plot)
    def styled(*args, source: str | None = None, **kwargs) -> Axes:
        table = args[0] if args else next(iter(kwargs.values()))
        with plt.style.context("helpers.page"):
            ax = plot(*args, **kwargs) if len(table) else nothing_to_draw(kwargs.get("ax"))
            # The reader's own axes may have been made in another style, with a font without Chinese.
            for text in ax.findobj(Text):
                text.set_fontfamily(plt.rcParams["font.family"])
            figure = ax.get_figure(root=True)
            if source:
                credit(figure, source)
            figure.canvas.draw()
        return ax

    return styled


def new_axes(ax: Axes | None, height: float = 4.2, rows: int = 0, source: str = SOURCE) -> Axes:
    """The axes to draw on: the reader's, or new ones with a source line below.

    Parameters
    ----------
    ax : matplotlib Axes or None
        Axes of the reader's own.
    height : float
        Height of a new figure in inches.
    rows : int
        How many rows must find room; many make the figure higher.
    source : str
        Where the numbers come from.

    Returns
    -------
    matplotlib Axes
    """
    if ax is None:
        figure, ax = plt.subplots(figsize=(8, max(height, 1.5 + 0.24 * rows)))
        credit(figure, source)
    return ax


def credit(figure: Figure, source: str) -> None:
    """Write below a figure where its numbers come from."""
    figure.supxlabel(source, x=0.01, ha="left", fontsize=8, color="#606060")


def nothing_to_draw(ax: Axes | None) -> Axes:
    """An empty chart that says that it is empty."""
    ax = new_axes(ax, height=1.6)
    ax.set_title("Nothing to draw: the page has no such figures")
    ax.text(0, 0.5, "no rows (count: 0)", color="#606060", transform=ax.transAxes)
    ax.axis("off")
    ax.set_label("An empty chart: the page has no figures of this kind.")
    return ax


def shortlist(table: pd.DataFrame, things: str) -> tuple[pd.DataFrame, str]:
    r"""As many rows as a chart can hold, and a note for its title if that is not all.

    Parameters
    ----------
    table : pd.DataFrame
        In the order of the chart.
    things : str
        What its rows are: "dispatches".

    Returns
    -------
    (pd.DataFrame, str)

    Examples
    --------
    >>> shortlist(pd.DataFrame({"county": range(200)}), "dispatches")[1]
    '\n24 of 200 dispatches shown'
    """
    note = f"\n{MOST_ROWS} of {len(table)} {things} shown" if len(table) > MOST_ROWS else ""
    return table.head(MOST_ROWS), note


def county_labels(counties: pd.Series) -> list[str]:
    """County names for people who read either script: the English name is added where it is known.

    Parameters
    ----------
    counties : pd.Series of str

    Returns
    -------
    list of str, in the same order

    Examples
    --------
    >>> county_labels(pd.Series(["平湖", "甲县"]))
    ['平湖 Pinghu', '甲县']
    """
    english = pd.read_csv(DATA / "counties_2021.csv").set_index("county")["english"]
    return [f"{county} {english[county]}" if county in english.index else county for county in counties]


def list_up(labels: list[str], numbers: pd.Series, form: str = "{:g}") -> str:
    """The rows of a chart as words, for alt text.

    Examples
    --------
    >>> list_up(["平湖", "海盐"], pd.Series([3, 1.5]))
    '平湖: 3; 海盐: 1.5'
    """
    return "; ".join(f"{label}: {form.format(number)}" for label, number in zip(labels, numbers))
