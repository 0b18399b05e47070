"""From metric tables to charts: each helper answers one question with one picture."""

import functools
from collections.abc import Callable
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pylopdf_fonts_zh_cn
from matplotlib import font_manager
from matplotlib.axes import Axes

COUNTIES = Path(__file__).resolve().parent.parent / "data" / "counties_2021.csv"
SOURCE = "Source: data/report.txt, retold from a newspaper page of June 2022"
# Okabe and Ito's palette; the hatches tell the kinds apart in greyscale, too.
KIND_COLOURS = {"quantity": "#0072B2", "duration": "#56B4E9", "ordinal": "#E69F00", "date": "#009E73", "name": "#CC79A7"}
KIND_HATCHES = {"quantity": "", "duration": "....", "ordinal": "////", "date": "xxxx", "name": "\\\\\\\\"}
STATUS_MARKS = {"actual": ("o", "#0072B2"), "target": ("D", "#D55E00"), "plan": ("s", "#E69F00")}

# Chinese works on any machine: the font comes with requirements.txt, not with the system.
font_manager.fontManager.addfont(pylopdf_fonts_zh_cn.sans_path())


def _page_style(plot: Callable[..., Axes]) -> Callable[..., Axes]:
    """Draw in the style of the collection, at once, so that a missing character is noticed in this cell."""

    @functools.wraps(plot)
    def styled(*args, **kwargs) -> Axes:
        with plt.style.context("helpers.page"):
            ax = plot(*args, **kwargs)
            ax.figure.canvas.draw()
        return ax

    return styled


def _axes(ax: Axes | None, height: float = 4.2) -> Axes:
    """The axes to draw on: the reader's, or new ones with a source line below."""
    if ax is None:
        figure, ax = plt.subplots(figsize=(8, height))
        figure.supxlabel(SOURCE, x=0.01, ha="left", fontsize=8, color="#606060")
    return ax


def county_labels(counties: pd.Series) -> list[str]:
    """County names for people who read either script: the English name is added where it is known.

    Examples
    --------
    >>> county_labels(pd.Series(["平湖", "甲县"]))
    ['平湖 Pinghu', '甲县']
    """
    english = pd.read_csv(COUNTIES).set_index("county")["english"]
    return [f"{county} {english[county]}" if county in english.index else county for county in counties]


def _list_up(labels: list[str], numbers: pd.Series, form: str = "{:g}") -> str:
    """The rows of a chart as words, for alt text."""
    return "; ".join(f"{label}: {form.format(number)}" for label, number in zip(labels, numbers))


@_page_style
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
    ax = _axes(ax)
    labels = county_labels(dispatches["county"])
    lengths = dispatches["text"].str.len()
    ax.barh(labels, lengths, height=0.62, color="#ECECEC")
    for kind, colour in KIND_COLOURS.items():
        rows = ledger[ledger["kind"] == kind]
        y = rows["county"].map(dict(zip(dispatches["county"], range(len(labels)))))
        # A mark of two characters on a strip of six hundred would be thinner than a hair.
        ax.barh(y, (rows["end"] - rows["start"]).clip(lower=4), left=rows["start"], height=0.62, color=colour, label=kind)
    counts = ledger[ledger["kind"] == "quantity"].groupby("county").size().reindex(dispatches["county"], fill_value=0)
    top = int(counts.to_numpy().argmax())
    ax.set_title(f"{labels[top]} speaks in numbers: {counts.iloc[top]} of the page's {counts.sum()} quantities")
    ax.set(xlabel="position in the dispatch, in characters", xlim=(0, lengths.max() * 1.01))
    ax.invert_yaxis()
    ax.grid(False)
    ax.legend(ncols=5, loc="upper center", bbox_to_anchor=(0.5, -0.16))
    ax.set_label(f"Seven strips… {_list_up(labels, counts)}" if len(labels) == 7 else _list_up(labels, counts))
    ax.set_label(
        "One strip per dispatch, as long as its text, with a coloured mark for every numeric expression. "
        f"Quantities per dispatch: {_list_up(labels, counts)}."
    )
    return ax


@_page_style
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
    ax = _axes(ax)
    labels = county_labels(kinds["county"])
    left = np.zeros(len(kinds))
    for kind, colour in KIND_COLOURS.items():
        ax.barh(labels, kinds[kind], left=left, color=colour, hatch=KIND_HATCHES[kind], edgecolor="white", label=kind)
        left += kinds[kind].to_numpy()
    share = kinds["quantity"].sum() / max(kinds["total"].sum(), 1) * 100
    ax.set_title(f"Of {kinds['total'].sum()} numeric expressions only {share:.0f} % are quantities")
    ax.set(xlabel="numeric expressions in the dispatch (count)")
    ax.invert_yaxis()
    ax.legend(ncols=5, loc="upper center", bbox_to_anchor=(0.5, -0.16))
    ax.set_label(f"Stacked bars of numeric expressions by kind. Totals: {_list_up(labels, kinds['total'])}.")
    return ax


@_page_style
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
    ax = _axes(ax)
    labels = county_labels(density["county"])
    bars = ax.barh(labels, density["per_hundred"], color=KIND_COLOURS["quantity"])
    ax.bar_label(bars, fmt="%.2f", padding=4, color="#404040")
    order = density["per_hundred"].to_numpy().argsort()
    ax.set_title(f"{labels[order[-1]]} is densest in quantities, {labels[order[0]]} thinnest")
    ax.set(xlabel="quantities per 100 characters")
    ax.margins(x=0.1)
    ax.invert_yaxis()
    ax.set_label(f"Bars of quantities per 100 characters: {_list_up(labels, density['per_hundred'], '{:.2f}')}.")
    return ax


@_page_style
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
    ax = _axes(ax, height=1.2 + 0.26 * len(frequencies))
    bars = ax.barh(frequencies["token"], frequencies["frequency"], color=KIND_COLOURS["quantity"])
    spread = [f"{n}  in {k} dispatches" for n, k in zip(frequencies["frequency"], frequencies["counties"])]
    ax.bar_label(bars, labels=spread, padding=4, color="#404040", fontsize=9)
    first = frequencies.iloc[0]
    ax.set_title(f"“{first['token']}” leads with {first['frequency']} occurrences")
    ax.set(xlabel="occurrences on the page (count)")
    ax.margins(x=0.2)
    ax.invert_yaxis()
    ax.set_label(f"Bars of word frequency: {_list_up(frequencies['token'].tolist(), frequencies['frequency'])}.")
    return ax


@_page_style
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
    ax = _axes(ax, height=1.6 + 0.24 * len(matrix))
    labels = county_labels(matrix.columns)
    image = ax.imshow(matrix, cmap="Blues", aspect="auto", vmin=0)
    ax.set_xticks(range(len(labels)), [label.replace(" ", "\n") for label in labels])
    ax.set_yticks(range(len(matrix)), matrix.index)
    ax.grid(False)
    ax.figure.colorbar(image, ax=ax, label="tf–idf (no unit)", shrink=0.6)
    heaviest = weights.loc[weights["tf_idf"].idxmax()]
    ax.set_title(f"Each dispatch has its own words; “{heaviest['token']}” is the heaviest")
    top = weights.groupby("county", sort=False).head(1)
    ax.set_label(f"Heat map of tf–idf. Heaviest word of each dispatch: {', '.join(top['county'] + ' ' + top['token'])}.")
    return ax


@_page_style
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
    ax = _axes(ax, height=1.6 + 0.3 * len(money))
    y = np.arange(len(money))
    for status, (mark, colour) in STATUS_MARKS.items():
        chosen = (money["status"] == status).to_numpy()
        ax.scatter(money["value"][chosen], y[chosen], marker=mark, color=colour, s=42, label=status, zorder=3)
    for position, value, bound in zip(y, money["value"], money["bound"]):
        if bound in ("over", "under"):
            end = value * (1.8 if bound == "over" else 1 / 1.8)
            ax.annotate("", (end, position), (value, position), arrowprops={"arrowstyle": "->", "color": "#606060"})
    names = county_labels(money["county"])
    ax.set_yticks(y, [f"{name}  {indicator or '—'}  {surface}" for name, indicator, surface in zip(names, money["indicator"], money["surface"])])
    ax.set_xscale("log")
    span = np.log10(money["value"].max() / money["value"].min())
    ax.set_title(f"Sums of money on one page span {span:.0f} orders of magnitude", x=0)
    ax.set(xlabel="yuan, logarithmic; an arrow says “more than” or “less than”")
    ax.invert_yaxis()
    ax.legend(ncols=3, loc="upper center", bbox_to_anchor=(0.5, -0.1))
    ax.set_label(f"Dots of money on a logarithmic scale: {_list_up([f'{c} {i}' for c, i in zip(money['county'], money['indicator'])], money['value'], '{:.4g} yuan')}.")
    return ax


@_page_style
def plot_growth(growth: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """How do growth rates compare? A dot plot, largest on top.

    Parameters
    ----------
    growth : pd.DataFrame
        `county, measure` (str), `percent` (float): one row per rate.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
    """
    ax = _axes(ax, height=1.6 + 0.3 * len(growth))
    growth = growth.sort_values("percent", ascending=False, kind="stable")
    labels = [f"{name}, {measure}" for name, measure in zip(county_labels(growth["county"]), growth["measure"])]
    ax.hlines(labels, 0, growth["percent"], color="#C8C8C8", linewidth=1.5)
    for (measure, rows), (mark, colour) in zip(growth.groupby("measure"), [("o", "#0072B2"), ("D", "#D55E00"), ("s", "#009E73"), ("^", "#E69F00")] * 9):
        ax.scatter(rows["percent"], [labels[growth.index.get_loc(i)] for i in rows.index], marker=mark, color=colour, s=46, zorder=3)
    for label, percent in zip(labels, growth["percent"]):
        ax.annotate(f"{percent:g}", (percent, label), (7, 0), textcoords="offset points", va="center", fontsize=9)
    ax.set_title(f"{labels[0]} grew fastest: {growth['percent'].iloc[0]:g} %")
    ax.set(xlabel="growth against a year before, in per cent", xlim=(0, growth["percent"].max() * 1.12))
    ax.invert_yaxis()
    ax.set_label(f"Dots of growth rates in per cent: {_list_up(labels, growth['percent'])}.")
    return ax


@_page_style
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
    ax = _axes(ax, height=1.8 + 0.5 * len(pairs))
    labels = [f"{name}\n{indicator}" for name, indicator in zip(county_labels(pairs["county"]), pairs["indicator"])]
    ratio = pairs["target"] / pairs["actual"]
    ax.hlines(labels, 1, ratio, color="#A0A0A0", linewidth=2)
    for status, x in (("actual", np.ones(len(pairs))), ("target", ratio)):
        mark, colour = STATUS_MARKS[status]
        ax.scatter(x, labels, marker=mark, color=colour, s=60, label=status, zorder=3)
    for label, x in zip(labels, ratio):
        ax.annotate(f"× {x:.2f}", (x, label), (9, 0), textcoords="offset points", va="center")
    nearest = int(ratio.to_numpy().argmin())
    ax.set_title(f"The nearest target asks for {ratio.iloc[nearest] * 100 - 100:.0f} % more than has been reached")
    ax.set(xlabel="multiple of the actual figure", xlim=(0, ratio.max() * 1.15))
    ax.margins(y=0.3)
    ax.invert_yaxis()
    ax.legend(ncols=2, loc="upper center", bbox_to_anchor=(0.5, -0.2))
    ax.set_label(f"Dumbbells from actual to target, as a multiple of actual: {_list_up([l.replace(chr(10), ' ') for l in labels], ratio, '{:.2f}')}.")
    return ax
