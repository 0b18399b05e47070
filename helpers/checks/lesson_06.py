"""The exercises of lesson 06, Draw the charts."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.container import BarContainer

from helpers.checks.exercise import Exercise, number
from helpers.checks.lesson_01 import page
from helpers.checks.lesson_04 import page_ledger
from helpers.tables import figure_density


def _heights(ax: Axes) -> list[float]:
    """The lengths of the bars, whichever way they lie."""
    sizes = [(bar.get_width(), bar.get_height()) for bar in ax.patches]
    along = 0 if len({round(height, 6) for _, height in sizes}) == 1 else 1
    return sorted(size[along] for size in sizes)


def _density() -> list[float]:
    return sorted(figure_density(page().reset_index(drop=True), page_ledger())["per_hundred"])


def _density_bars(ax: object) -> bool:
    heights = _heights(ax)
    return len(heights) == 7 and np.allclose(heights, _density(), atol=0.006)


def _from_zero(ax: Axes) -> bool:
    lying = ax.patches[0].get_x() == 0 and len({round(bar.get_height(), 6) for bar in ax.patches}) == 1
    low, high = sorted(ax.get_xlim() if lying else ax.get_ylim())
    return low <= 0 < high


def _titled(ax: Axes) -> bool:
    return any(len(ax.get_title(loc=side)) > 3 for side in ("left", "center", "right"))


def _has_unit(ax: Axes) -> bool:
    return bool(ax.get_xlabel() or ax.get_ylabel())


def _described(ax: Axes) -> bool:
    return len(ax.get_label()) >= 20 and not ax.get_label().startswith("_")


def _not_empty(ax: object) -> bool:
    return isinstance(ax, Axes) and ax.has_data()


EXERCISES = [
    Exercise(
        ask="A visible length is the value minus the place where the axis begins.",
        expects="a number between 0 and 1",
        accepts=lambda a: number((572.95 - 500) / (1196.30 - 500), 0.06)(a),
        praise="about a tenth, where the truth is about a half. That is how much a truncated axis can lie.",
        slips=(
            (lambda a: number(572.95 / 1196.30)(a), "that is the true ratio of the values. How long do the bars look when the axis begins at 500?"),
            (lambda a: number((1196.30 - 500) / (572.95 - 500))(a), "you divided the larger by the smaller."),
            (lambda a: number(572.95 - 500)(a) or number(1196.30 - 500)(a), "that is one of the visible lengths. Divide the smaller by the larger."),
        ),
    ),
    Exercise(
        ask="plt.subplots() gives a figure and axes; axes.barh(names, lengths) draws.",
        expects="the axes of a chart with seven bars",
        accepts=lambda a: _density_bars(a) and _from_zero(a) and _titled(a),
        praise="seven bars from zero, with a title. Does it say what the bars show?",
        slips=(
            (lambda a: isinstance(a, plt.Figure), "that is the figure. The axes are the second thing that plt.subplots() returns."),
            (lambda a: isinstance(a, BarContainer), "those are the bars. Answer with the axes they stand on."),
            (lambda a: isinstance(a, tuple) and isinstance(a[1], Axes), "that is figure and axes together. Answer with the second of the two."),
            (lambda a: _density_bars(a) and not _from_zero(a), "the bars are right, but the axis does not begin at zero."),
            (lambda a: _density_bars(a), "the bars are right; give the chart a title that says the finding."),
            (lambda a: isinstance(a, Axes) and len(a.patches) == 7, "seven bars, but not of per_hundred. Which column did you draw?"),
        ),
    ),
    Exercise(
        ask="Which of the tables has a question that you would like to see answered?",
        expects="the axes of a chart",
        accepts=lambda a: _not_empty(a) and _titled(a) and _has_unit(a) and _described(a),
        praise="title, unit, alt text. Now say in one sentence what your chart cannot show.",
        slips=(
            (lambda a: isinstance(a, Axes) and not a.has_data(), "these axes are empty; nothing has been drawn on them."),
            (lambda a: _not_empty(a) and not _titled(a), "it needs a title that says the finding: ax.set_title('…')."),
            (lambda a: _not_empty(a) and not _has_unit(a), "no axis has a unit: ax.set_xlabel('…')."),
            (lambda a: _not_empty(a), "it needs an alt text of at least 20 characters: ax.set_label('…')."),
            (lambda a: isinstance(a, plt.Figure), "that is the figure. The axes are the second thing that plt.subplots() returns."),
        ),
    ),
]


def _chart(heights: list[float], title: str = "", unit: str = "", alt: str = "", low: float = 0) -> Axes:
    ax = plt.figure().add_subplot()
    ax.barh([str(i) for i in range(len(heights))], heights)
    ax.set(title=title, xlabel=unit, xlim=(low, 4))
    ax.set_label(alt or ax.get_label())
    return ax


def typical_slips():
    """Wrong answers that people give, each with a word of the hint it must hear."""
    yield "06.1", 572.95 / 1196.30, "true ratio"
    yield "06.1", (1196.30 - 500) / (572.95 - 500), "larger by the smaller"
    yield "06.1", 572.95 - 500, "one of the visible lengths"
    yield "06.2", plt.figure(), "that is the figure"
    yield "06.2", plt.figure().add_subplot().barh(["a"], [1]), "those are the bars"
    yield "06.2", plt.subplots(), "the second of the two"
    yield "06.2", _chart(_density(), title="a finding", low=0.2), "begin at zero"
    yield "06.2", _chart(_density()), "a title"
    yield "06.2", _chart([1.0] * 7, title="a finding"), "not of per_hundred"
    yield "06.3", plt.figure().add_subplot(), "empty"
    yield "06.3", _chart([1.0]), "a title"
    yield "06.3", _chart([1.0], title="a finding"), "no axis has a unit"
    yield "06.3", _chart([1.0], title="a finding", unit="亿元"), "alt text"
    plt.close("all")
