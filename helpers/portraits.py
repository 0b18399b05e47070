"""Charts that show words in company, promises in time, counties in place, and the page as a whole."""

import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import ConciseDateFormatter

from helpers.charts import KIND_COLOURS, LEGEND_BELOW, STATUS_MARKS, draw_marks, plot_density, plot_money, plot_page
from helpers.data import DATA
from helpers.figure import MOST_ROWS, SOURCE, county_labels, credit, list_up, new_axes, page_style, shortlist
from helpers.tables import count_kinds, figure_density, level_table

INK = "#404040"


@page_style
def plot_keyness(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Which words mark a corpus, and how surely? Log ratios with their 95 % intervals.

    Parameters
    ----------
    table : pd.DataFrame
        The first rows of `keyness`; all are drawn.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
    """
    ax = new_axes(ax, height=1.4 + 0.3 * len(table))
    y = np.arange(len(table))
    sure = table["low"].to_numpy() > 1
    ax.hlines(y, table["low"], table["high"], color="#909090", linewidth=2)
    ax.scatter(table["log_ratio"][sure], y[sure], color=KIND_COLOURS["quantity"], zorder=3, s=44, label="surely twice as frequent")
    ax.scatter(table["log_ratio"][~sure], y[~sure], facecolor="white", edgecolor=KIND_COLOURS["quantity"], zorder=3, s=44, label="not sure")
    ax.axvline(0, color=INK, linewidth=1)
    ax.set_yticks(y, table.index)
    ax.set_title(f"Only {sure.sum()} of {len(table)} key words are surely twice as frequent")
    ax.set(xlabel="log ratio, with 95 % interval (each step is twice as frequent)")
    ax.invert_yaxis()
    ax.legend(ncols=2, **LEGEND_BELOW)
    ax.set_label(f"Dots of log ratios with intervals: {list_up(table.index, table['log_ratio'], '{:.1f}')}.")
    return ax


@page_style
def plot_network(pairs: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Which words keep company? A line for each collocation, thicker for more occurrences.

    Parameters
    ----------
    pairs : pd.DataFrame
        The first rows of `collocations`; all are drawn.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
    """
    ax = new_axes(ax, height=6)
    graph = nx.Graph()
    graph.add_weighted_edges_from(pairs[["left", "right", "frequency"]].itertuples(index=False))
    # Each group of connected words gets a circle of its own, a pair stands upright: no two words overlap.
    groups = sorted(nx.connected_components(graph), key=lambda group: (-len(group), min(group)))
    columns = max(1, int(np.ceil(np.sqrt(len(groups)))))
    places = {}
    for number, group in enumerate(groups):
        hub_first = sorted(group, key=lambda word: (-graph.degree[word], word))
        angles = np.pi / 2 + 2 * np.pi * np.arange(len(group)) / len(group)
        circle = np.column_stack([np.cos(angles), np.sin(angles)]) * (1.0 if len(group) > 2 else 0.6)
        places |= dict(zip(hub_first, circle + [number % columns * 3.0, -(number // columns) * 2.6]))
    widths = [1.2 * graph.edges[edge]["weight"] for edge in graph.edges]
    nx.draw_networkx_edges(graph, places, ax=ax, width=widths, edge_color="#9CC7E0")
    for word, (x, y) in places.items():
        ax.text(x, y, word, ha="center", va="center", bbox={"boxstyle": "round,pad=0.25", "facecolor": "white", "edgecolor": "#0072B2"})
    hub, times = max(graph.degree(weight="weight"), key=lambda node: (node[1], node[0]))
    ax.set_title(f"{hub} keeps company most often, {times} times; most pairs have only each other")
    ax.margins(0.12)
    ax.axis("off")
    ax.text(0, 0, "a line is a pair of neighbours, its width the number of occurrences (count)", transform=ax.transAxes, fontsize=9, color=INK)
    ax.set_label(f"Network of neighbouring words: {list_up((pairs['left'] + '–' + pairs['right']).tolist(), pairs['frequency'])}.")
    return ax


@page_style
def plot_timeline(commitments: pd.DataFrame, issued: str, ax: Axes | None = None) -> Axes:
    """When are the promises due? A mark on the day each one ends; those without a date stand on the left.

    Parameters
    ----------
    commitments : pd.DataFrame
        Rows of the ledger with `date_to` from `resolve_dates`; `county, indicator, surface, status` are used.
    issued : str
        The day of issue.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
    """
    undated = commitments["date_to"].isna().sum()
    table, note = shortlist(commitments.sort_values("date_to", kind="stable", na_position="last"), "promises")
    ax = new_axes(ax, height=1.6 + 0.27 * len(table))
    start = pd.Timestamp(issued)
    y = np.arange(len(table))
    due = table["date_to"].to_numpy()
    dated = ~pd.isna(due)
    ax.hlines(y[dated], start, due[dated], color="#C8C8C8", linewidth=1.5)
    for status in ("target", "plan"):
        mark, colour = STATUS_MARKS[status]
        chosen = dated & (table["status"] == status).to_numpy()
        if not chosen.any():
            continue
        ax.scatter(due[chosen], y[chosen], marker=mark, color=colour, s=42, zorder=3, label=status)
    for position in y[~dated]:
        ax.annotate("no date", (start, position), (6, 0), textcoords="offset points", va="center", fontsize=9, color="#808080")
    ax.axvline(start, color=INK, linewidth=1)
    rows = zip(county_labels(table["county"]), table["indicator"], table["surface"])
    ax.set_yticks(y, [f"{county}  {indicator}  {surface}" for county, indicator, surface in rows])
    ax.set_title(f"{undated} of {len(commitments)} promises have no date{note}")
    ax.set(xlabel=f"due (the line on the left is the day of issue, {start.date()})")
    ax.xaxis.set_major_formatter(ConciseDateFormatter(ax.xaxis.get_major_locator()))
    ax.set_ylim(len(table) - 0.4, -0.6)
    ax.legend(ncols=2, **LEGEND_BELOW)
    when = [str(day)[:10] if known else "no date" for day, known in zip(due, dated)]
    ax.set_label("Promises and their due dates: " + "; ".join(f"{i} {s}: {w}" for i, s, w in zip(table["indicator"], table["surface"], when)) + ".")
    return ax


@page_style
def plot_tiles(values: pd.Series, measure: str, ax: Axes | None = None) -> Axes:
    """Where are the counties that …? Seven tiles in their real relative position, shaded by a measure.

    Parameters
    ----------
    values : pd.Series of float, indexed by county
        Counties that are not on the map of `data/tiles.csv` are left out.
    measure : str
        What the values are, with the unit.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
    """
    ax = new_axes(ax, height=5)
    tiles = pd.read_csv(DATA / "tiles.csv")
    tiles = tiles.assign(value=tiles["county"].map(values)).dropna(subset="value")
    top = max(tiles["value"].max(), 1e-9)
    for tile, label in zip(tiles.itertuples(), county_labels(tiles["county"])):
        shade = tile.value / top
        ax.add_patch(plt.Rectangle((tile.column, -tile.row), 0.95, 0.95, color=plt.get_cmap("Blues")(0.12 + 0.78 * shade)))
        words = f"{label.replace(' ', chr(10))}\n{tile.value:.3g}"
        ax.text(tile.column + 0.475, 0.475 - tile.row, words, ha="center", va="center", color="white" if shade > 0.55 else "black")
    largest = tiles.loc[tiles["value"].idxmax(), "county"]
    ax.set_title(f"{county_labels(pd.Series([largest]))[0]} leads: {measure}")
    ax.text(0, -2.25, "north is up; tiles show position, not size; the number is the shade", fontsize=9, color=INK)
    ax.set(xlim=(-0.1, 3.1), ylim=(-2.35, 1.05), aspect="equal")
    ax.axis("off")
    ax.set_label(f"Tile map of counties, {measure}: {list_up(tiles['county'].tolist(), tiles['value'], '{:.3g}')}.")
    return ax


@page_style
def plot_portraits(dispatches: pd.DataFrame, ledger: pd.DataFrame, weights: pd.DataFrame) -> Axes:
    """The page in small multiples: one panel per county with its numbers in their places and its own words.

    Parameters
    ----------
    dispatches, ledger, weights : pd.DataFrame
        The tables of `load_report`, `quantity_ledger` and `tf_idf`.

    Returns
    -------
    matplotlib Axes
        The first panel; its figure holds all.
    """
    dispatches, note = shortlist(dispatches, "dispatches")
    figure, panels = plt.subplots(int(np.ceil(len(dispatches) / 2)), 2, figsize=(10, 1.75 * np.ceil(len(dispatches) / 2)), squeeze=False)
    for ax in panels.flat[len(dispatches) :]:
        ax.axis("off")
    credit(figure, SOURCE)
    longest = dispatches["text"].str.len().max()
    counts = count_kinds(dispatches, ledger)
    for ax, label, row, total in zip(panels.flat, county_labels(dispatches["county"]), dispatches.itertuples(), counts["quantity"]):
        draw_portrait(ax, label, row, ledger[ledger["county"] == row.county], total, longest, weights)
    most = county_labels(dispatches["county"])[int(counts["quantity"].to_numpy().argmax())]
    figure.suptitle(f"No two stories use numbers alike; {most} uses most{note}", x=0.01, ha="left", fontsize=13)
    handles = [plt.Rectangle((0, 0), 1, 1, color=colour, label=kind) for kind, colour in KIND_COLOURS.items()]
    figure.legend(handles=handles, loc="outside lower right", ncols=5)
    told = list_up(county_labels(dispatches["county"]), counts["quantity"])
    panels.flat[0].set_label(f"One panel per county: a strip with its numbers in their places and its five heaviest words. Quantities: {told}.")
    return panels.flat[0]


def draw_portrait(ax: Axes, label: str, row, marks: pd.DataFrame, total: int, longest: int, weights: pd.DataFrame) -> None:
    """One county's panel: a strip as long as the story, its marks, its words below."""
    words = weights.loc[weights["county"] == row.county, "token"].head(5)
    ax.barh(0, len(row.text), color="#ECECEC", height=0.62)
    draw_marks(ax, marks, {row.county: 0}, shortest=5)
    ax.set_title(f"{label}: {total} quantit{'y' if total == 1 else 'ies'}", fontsize=11, pad=6)
    ax.set(xlim=(0, longest * 1.02), ylim=(-1.6, 0.5))
    ax.text(0, -0.75, "  ".join(words), va="top", color=INK, fontsize=10)
    ax.axis("off")


@page_style
def plot_poster(dispatches: pd.DataFrame, ledger: pd.DataFrame, weights: pd.DataFrame, english: str = "One Page, Seven Counties") -> Axes:
    """The page as a poster for a classroom: A3, one figure.

    Parameters
    ----------
    dispatches, ledger, weights : pd.DataFrame
        The tables of `load_report`, `quantity_ledger` and `tf_idf`.
    english : str
        The title on the poster.

    Returns
    -------
    matplotlib Axes
        The first panel; its figure is 297 × 420 mm.
    """
    figure = plt.figure(figsize=(11.69, 16.54), dpi=100)
    figure.get_layout_engine().set(w_pad=0.25, h_pad=0.12)
    head, strips, middle, sums = figure.subfigures(4, 1, height_ratios=[1.0, 3.9, 4.2, 4.5])
    _poster_head(head.subplots(), english, dispatches, ledger)
    page = plot_page(dispatches, ledger, ax=strips.subplots())
    density = figure_density(dispatches, ledger)
    places, words = middle.subplots(1, 2)
    if density["county"].isin(pd.read_csv(DATA / "tiles.csv")["county"]).all():
        plot_tiles(density.set_index("county")["per_hundred"], "quantities per 100 characters", ax=places)
    else:
        plot_density(density, ax=places)
    _poster_words(words, dispatches.head(MOST_ROWS), weights)
    plot_money(level_table(ledger, "money"), ax=sums.subplots())
    credit(figure, SOURCE)
    told = list_up(county_labels(dispatches["county"]), count_kinds(dispatches, ledger)["quantity"])
    page.set_label(f"Poster: the numbers of the page in their places, a tile map of their density, each county's own words, and all sums of money. Quantities: {told}.")
    return page


def _poster_head(ax: Axes, english: str, dispatches: pd.DataFrame, ledger: pd.DataFrame) -> None:
    """Title and one line that says what is counted."""
    quantities = (ledger["kind"] == "quantity").sum()
    characters = dispatches["text"].str.replace("\n", "").str.len().sum()
    # Out of the layout: a large title would leave its own panel no height.
    ax.text(0, 0.5, english, fontsize=34, va="bottom", in_layout=False)
    line = f"{len(dispatches)} dispatches, {characters:,} characters, {len(ledger)} numeric expressions, {quantities} of them quantities"
    ax.text(0, 0.35, line, fontsize=14, va="top", color=INK, in_layout=False)
    ax.axis("off")


def _poster_words(ax: Axes, dispatches: pd.DataFrame, weights: pd.DataFrame) -> None:
    """Each county's own words, the heavier the larger."""
    # A page of one dispatch has no words that set it apart: all weigh nothing.
    heaviest = max(weights["tf_idf"].max(), 1e-9)
    for row, (county, label) in enumerate(zip(dispatches["county"], county_labels(dispatches["county"]))):
        own = weights[weights["county"] == county].head(4)
        ax.text(0, -row, label, fontsize=11, va="center", color="#606060")
        for x, token, weight in zip((0.28, 0.47, 0.66, 0.85), own["token"], own["tf_idf"]):
            ax.text(x, -row, token, fontsize=9 + 7 * weight / heaviest, va="center", color=KIND_COLOURS["quantity"])
    ax.set_title("Each county's own words, by tf–idf")
    ax.set(xlim=(0, 1), ylim=(-len(dispatches) + 0.4, 0.6))
    ax.axis("off")
