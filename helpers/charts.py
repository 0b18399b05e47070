"""From metric tables to charts: each helper answers one question with one picture."""

from itertools import cycle

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.ticker import MaxNLocator

from helpers.figure import SOURCE, county_labels, list_up, new_axes, nothing_to_draw, page_style, shortlist

# Okabe and Ito's palette; hatches tell the kinds apart in greyscale, too.
KIND_COLOURS = {"quantity": "#0072B2", "duration": "#56B4E9", "ordinal": "#E69F00", "date": "#009E73", "name": "#CC79A7"}
KIND_HATCHES = {"quantity": "", "duration": "....", "ordinal": "////", "date": "xxxx", "name": "\\\\\\\\"}
STATUS_MARKS = {"actual": ("o", "#0072B2"), "target": ("D", "#D55E00"), "plan": ("s", "#E69F00")}
# The pad is in font sizes, so the legend clears the axis label at any height of the figure.
LEGEND_BELOW = {"loc": "upper center", "bbox_to_anchor": (0.5, 0), "borderaxespad": 4}


@page_style
def plot_page(dispatches: pd.DataFrame, ledger: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Where do the numbers stand? One strip per dispatch, a mark for every numeric expression.

    Parameters
    ----------
    dispatches, ledger : pd.DataFrame
        The tables of `load_report` and `quantity_ledger`.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
    """
    counts = ledger[ledger["kind"] == "quantity"].groupby("county").size().reindex(dispatches["county"], fill_value=0)
    total = counts.sum()
    dispatches, note = shortlist(dispatches, "dispatches")
    ax = new_axes(ax, rows=len(dispatches))
    counts = counts.reindex(dispatches["county"])
    labels = county_labels(dispatches["county"])
    lengths = dispatches["text"].str.len()
    ax.barh(labels, lengths, height=0.62, color="#ECECEC")
    draw_marks(ax, ledger, {county: y for y, county in enumerate(dispatches["county"])}, shortest=4)
    top = int(counts.to_numpy().argmax())
    ax.set_title((f"{labels[top]} speaks in numbers: {counts.iloc[top]} of the page's {total} quantities" if total else "No quantities on this page") + note)
    ax.set(xlabel="position in the dispatch, in characters", xlim=(0, lengths.max() * 1.01))
    ax.invert_yaxis()
    ax.grid(False)
    ax.legend(ncols=5, **LEGEND_BELOW)
    ax.set_label(
        "One strip per dispatch, as long as its text, with a coloured mark for every numeric expression. "
        f"Quantities per dispatch: {list_up(labels, counts)}."
    )
    return ax


def draw_marks(ax: Axes, ledger: pd.DataFrame, places: dict[str, int], shortest: int) -> None:
    """A mark for every expression of a county that has a place, in the colour of its kind.

    A mark of two characters on a strip of six hundred would be thinner than a hair: none is drawn shorter than `shortest`.
    """
    rows = ledger[ledger["county"].isin(list(places))]
    for kind, colour in KIND_COLOURS.items():
        marks = rows[rows["kind"] == kind]
        # Not bars but one collection: a book has tens of thousands of marks.
        left, right = marks["start"], marks["start"] + (marks["end"] - marks["start"]).clip(lower=shortest)
        y = marks["county"].map(places).astype("int64")
        corners = [np.column_stack([side, y + up]) for side, up in ((left, -0.31), (right, -0.31), (right, 0.31), (left, 0.31))]
        ax.add_collection(PolyCollection(np.stack(corners, axis=1), color=colour, linewidth=0, label=kind))


@page_style
def plot_kinds(kinds: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """What kinds of numbers does each dispatch use? Stacked bars.

    Parameters
    ----------
    kinds : pd.DataFrame
        The table of `count_kinds`.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
    """
    everything, (kinds, note) = kinds, shortlist(kinds, "dispatches")
    ax = new_axes(ax, rows=len(kinds))
    labels = county_labels(kinds["county"])
    left = np.zeros(len(kinds))
    for kind, colour in KIND_COLOURS.items():
        ax.barh(labels, kinds[kind], left=left, color=colour, hatch=KIND_HATCHES[kind], edgecolor="white", label=kind)
        left += kinds[kind].to_numpy()
    ax.set_title(f"Of {everything['total'].sum()} numeric expressions only {everything['quantity'].sum()} are quantities{note}")
    ax.set(xlabel="numeric expressions in the dispatch (count)")
    ax.invert_yaxis()
    ax.legend(ncols=5, **LEGEND_BELOW)
    ax.set_label(f"Stacked bars of numeric expressions by kind. Totals: {list_up(labels, kinds['total'])}.")
    return ax


@page_style
def plot_density(density: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Which dispatch is densest in quantities? Bars from zero, in page order.

    Parameters
    ----------
    density : pd.DataFrame
        The table of `figure_density`.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
    """
    density, note = shortlist(density, "dispatches")
    ax = new_axes(ax, rows=len(density))
    labels = county_labels(density["county"])
    bars = ax.barh(labels, density["per_hundred"], color=KIND_COLOURS["quantity"])
    ax.bar_label(bars, fmt="%.2f", padding=4, color="#404040")
    order = density["per_hundred"].to_numpy().argsort()
    thinnest = f", {labels[order[0]]} thinnest" if len(labels) > 1 else " of all, being the only one"
    ax.set_title((f"{labels[order[-1]]} is densest in quantities{thinnest}" if density["quantities"].any() else "No quantities on this page") + note)
    ax.set(xlabel="quantities per 100 characters")
    ax.margins(x=0.1)
    ax.set_xlim(left=0)
    ax.invert_yaxis()
    ax.set_label(f"Bars of quantities per 100 characters: {list_up(labels, density['per_hundred'], '{:.2f}')}.")
    return ax


@page_style
def plot_frequencies(frequencies: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Which words does the page use most? Bars, most frequent on top.

    Parameters
    ----------
    frequencies : pd.DataFrame
        The first rows of `word_frequencies`; all are drawn.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
    """
    ax = new_axes(ax, height=1.2 + 0.26 * len(frequencies))
    bars = ax.barh(frequencies["token"], frequencies["frequency"], color=KIND_COLOURS["quantity"])
    spread = [f"{n}  in {k} dispatches" for n, k in zip(frequencies["frequency"], frequencies["counties"])]
    ax.bar_label(bars, labels=spread, padding=4, color="#404040", fontsize=9)
    first = frequencies.iloc[0]
    ax.set_title(f"{first['token']} leads with {first['frequency']} occurrences")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set(xlabel="occurrences on the page (count)")
    ax.margins(x=0.2)
    ax.invert_yaxis()
    ax.set_label(f"Bars of word frequency: {list_up(frequencies['token'].tolist(), frequencies['frequency'])}.")
    return ax


@page_style
def plot_tf_idf(weights: pd.DataFrame, words: int = 4, ax: Axes | None = None) -> Axes:
    """Which words are each dispatch's own? A heat map of the heaviest words of every dispatch.

    Parameters
    ----------
    weights : pd.DataFrame
        The table of `tf_idf`.
    words : int
        How many words of each dispatch to show.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
    """
    chosen = weights.groupby("county", sort=False).head(words)
    matrix = weights.pivot(index="token", columns="county", values="tf_idf").fillna(0)
    matrix = matrix.loc[chosen["token"].drop_duplicates(), weights["county"].unique()]
    ax = new_axes(ax, height=1.6 + 0.24 * len(matrix))
    labels = county_labels(matrix.columns)
    image = ax.imshow(matrix, cmap="Blues", aspect="auto", vmin=0)
    ax.set_xticks(range(len(labels)), [label.replace(" ", "\n") for label in labels])
    ax.set_yticks(range(len(matrix)), matrix.index)
    ax.grid(False)
    ax.figure.colorbar(image, ax=ax, label="tf–idf (no unit)", shrink=0.6)
    heaviest = weights.loc[np.isclose(weights["tf_idf"], weights["tf_idf"].max()), "token"]
    ax.set_title(f"Each dispatch has its own words; the heaviest: {'、'.join(heaviest)}")
    top = weights.groupby("county", sort=False).head(1)
    ax.set_label(f"Heat map of tf–idf. Heaviest word of each dispatch: {', '.join(top['county'] + ' ' + top['token'])}.")
    return ax


@page_style
def plot_money(money: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How large are the sums of money on the page? Dots on a logarithmic scale; arrows show open ends.

    Parameters
    ----------
    money : pd.DataFrame
        The table of `level_table(ledger, "money")`, values in yuan.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
    """
    # A logarithmic scale has no place for nothing.
    money, note = shortlist(money[money["value"] > 0].sort_values("value", ascending=False, kind="stable"), "sums, the largest,")
    if money.empty:
        return nothing_to_draw(ax)
    ax = new_axes(ax, height=1.6 + 0.3 * len(money))
    y = np.arange(len(money))
    for status, (mark, colour) in STATUS_MARKS.items():
        chosen = (money["status"] == status).to_numpy()
        if not chosen.any():
            continue
        ax.scatter(money["value"][chosen], y[chosen], marker=mark, color=colour, s=42, label=status, zorder=3)
    for position, value, bound in zip(y, money["value"], money["bound"]):
        if bound in ("over", "under"):
            end = value * (1.8 if bound == "over" else 1 / 1.8)
            ax.annotate("", (end, position), (value, position), arrowprops={"arrowstyle": "->", "color": "#606060"})
    rows = zip(county_labels(money["county"]), money["indicator"], money["surface"])
    ax.set_yticks(y, [f"{county}  {indicator or '—'}  {surface}" for county, indicator, surface in rows])
    ax.set_xscale("log")
    ax.set_xlim(money["value"].min() / 3, money["value"].max() * 3)
    span = np.log10(money["value"].max() / money["value"].min())
    ax.set_title(f"Sums of money on one page span {span:.0f} order{'s' if round(span) != 1 else ''} of magnitude{note}", x=0)
    ax.set(xlabel="yuan, logarithmic scale; arrows: more than, less than")
    ax.invert_yaxis()
    ax.legend(ncols=3, **LEGEND_BELOW)
    ax.set_label(f"Dots of money on a logarithmic scale: {list_up(money['county'] + ' ' + money['surface'], money['value'], '{:.4g} yuan')}.")
    return ax


@page_style
def plot_growth(growth: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How do growth rates compare? A dot plot, measure by measure, the largest of each on top.

    Parameters
    ----------
    growth : pd.DataFrame
        `county, measure` (str), `percent` (float): one row per rate. With a column `indicator` the labels name it.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
    """
    growth, note = shortlist(growth.sort_values(["measure", "percent"], ascending=[True, False], kind="stable"), "rates")
    ax = new_axes(ax, height=1.6 + 0.3 * len(growth), source=f"{SOURCE}; data/counties_2021.csv")
    labels = county_labels(growth["county"])
    if "indicator" in growth:
        labels = [f"{label}  {indicator or '—'}" for label, indicator in zip(labels, growth["indicator"])]
    y = np.arange(len(growth))
    ax.hlines(y, 0, growth["percent"], color="#C8C8C8", linewidth=1.5)
    ax.set_yticks(y, labels)
    for (measure, rows), mark in zip(growth.assign(y=y).groupby("measure", sort=False), cycle("oDs^v")):
        ax.scatter(rows["percent"], rows["y"], marker=mark, s=46, zorder=3, label=measure)
    for position, percent in zip(y, growth["percent"]):
        ax.annotate(f"{percent:.1f}", (percent, position), (7, 0), textcoords="offset points", va="center", fontsize=9, bbox={"fc": "white", "ec": "none", "pad": 0.5})
    kinds = growth["measure"].nunique()
    spread = f"from {growth['percent'].min():g} to {growth['percent'].max():g} %"
    ax.set_title((f"{kinds} kinds of growth rate, {spread}: not one ranking" if kinds > 1 else f"Growth rates {spread}") + note)
    ax.set(xlabel="growth against a year before, in per cent", xlim=np.array([min(growth["percent"].min(), 0), max(growth["percent"].max(), 0)]) * 1.12)
    ax.invert_yaxis()
    ax.legend(ncols=3, **LEGEND_BELOW)
    ax.set_label(f"Dots of growth rates in per cent: {list_up(labels, growth['percent'])}.")
    return ax


@page_style
def plot_targets(pairs: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How far is it from what is to what is promised? A dumbbell for each pair, as a multiple of the actual figure.

    Parameters
    ----------
    pairs : pd.DataFrame
        The table of `actual_and_target`.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
    """
    pairs, note = shortlist(pairs, "pairs")
    ax = new_axes(ax, height=1.8 + 0.5 * len(pairs))
    rows = zip(county_labels(pairs["county"]), pairs["indicator"], pairs["actual_period"], pairs["target_period"])
    labels = [f"{name} {indicator}\n{before} → {after}" for name, indicator, before, after in rows]
    ratio = pairs["target"] / pairs["actual"]
    ax.hlines(labels, 1, ratio, color="#A0A0A0", linewidth=2)
    for status, x in (("actual", np.ones(len(pairs))), ("target", ratio)):
        mark, colour = STATUS_MARKS[status]
        ax.scatter(x, labels, marker=mark, color=colour, s=60, label=status, zorder=3)
    for label, x in zip(labels, ratio):
        ax.annotate(f"× {x:.2f}", (x, label), (9, 0), textcoords="offset points", va="center")
    ax.set_title(f"Targets ask for {ratio.min():.2f} to {ratio.max():.2f} times the actual figure{note}")
    ax.set(xlabel="multiple of the actual figure", xlim=(0, ratio.max() * 1.15))
    ax.set_ylim(len(pairs) - 0.7, -0.3)
    ax.legend(ncols=2, **LEGEND_BELOW)
    ax.set_label(f"Dumbbells from actual to target, as multiples of actual: {list_up(pairs['county'] + ' ' + pairs['indicator'], ratio, '{:.2f}')}.")
    return ax
