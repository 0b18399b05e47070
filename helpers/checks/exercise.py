"""The parts of an exercise: what is asked, what is right, which slips are known."""

from collections.abc import Callable
from dataclasses import dataclass
from numbers import Real

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Exercise:
    """One exercise.

    Attributes
    ----------
    ask : str
        Said while the answer is still `...`: a question that helps to begin.
    expects : str
        The kind of answer, for one that cannot be read at all: "a number".
    accepts : callable
        Takes the answer, says whether it is right.
    praise : str
        Said when it is: the value once more, and why.
    slips : tuple of (callable, str)
        Typical wrong answers and what each one hears; the first that fits speaks.
    """

    ask: str
    expects: str
    accepts: Callable[[object], bool]
    praise: str
    slips: tuple[tuple[Callable[[object], bool], str], ...]

    def judge(self, answer: object) -> tuple[str, str]:
        """The mark (`·`, `✓` or `✗`) and the sentence for an answer."""
        if answer is ...:
            return "·", f"not answered yet. {self.ask}"
        if _holds(self.accepts, answer):
            return "✓", f"right: {self.praise}"
        for fits, hint in self.slips:
            if _holds(fits, answer):
                return "✗", f"not yet: {hint}"
        return "✗", f"not yet: {_describe(answer)} is not it; the answer is {self.expects}. {self.ask}"


def _holds(test: Callable[[object], bool], answer: object) -> bool:
    """Ask a test about an answer that may be anything at all; nonsense is simply not right."""
    try:
        return bool(test(answer))
    except Exception:
        return False


def _describe(answer: object) -> str:
    """An answer in a few words: its value when short, else its kind and size."""
    try:
        words = " ".join(repr(answer).split())
    except Exception:
        words = ""
    if 0 < len(words) <= 60:
        return words
    size = f" of length {len(answer)}" if isinstance(answer, (str, list, tuple, set, dict, pd.DataFrame, pd.Series)) else ""
    return f"a {type(answer).__name__}{size}"


def number(right: float, tolerance: float = 0.005) -> Callable[[object], bool]:
    """A test for a number within a relative tolerance; numpy numbers and one-element tables count, too."""

    def fits(answer: object) -> bool:
        if isinstance(answer, (pd.Series, pd.DataFrame, np.ndarray)) and answer.size == 1:
            answer = np.asarray(answer).item()
        if isinstance(answer, bool) or not isinstance(answer, (Real, np.number)):
            return False
        return abs(float(answer) - right) <= abs(right) * tolerance

    return fits


def words(right: list[str], ordered: bool = False) -> Callable[[object], bool]:
    """A test for a collection of words: list, tuple, set, Series, index or the keys of a dict."""

    def fits(answer: object) -> bool:
        if isinstance(answer, str):
            answer = [answer]
        given = [str(word).strip() for word in answer]
        return given == right if ordered else sorted(given) == sorted(right)

    return fits


def table(has: dict[str, Callable[[pd.Series], bool]], rows: Callable[[int], bool] = lambda n: n > 0) -> Callable[[object], bool]:
    """A test for a table of the reader's own: its columns, a condition on each, and its number of rows."""

    def fits(answer: object) -> bool:
        return isinstance(answer, pd.DataFrame) and rows(len(answer)) and all(
            column in answer.columns and bool(holds(answer[column])) for column, holds in has.items()
        )

    return fits
