"""Exercises that check themselves: `check("01.1", answer)` answers at once, in plain words.

Each lesson has a small file of exercises beside this one. A check looks at the value of an answer,
never at how it was written.
"""

from helpers.checks.exercise import Exercise
from helpers.checks import lesson_01, lesson_02, lesson_03, lesson_04, lesson_05, lesson_06, lesson_07, lesson_08

EXERCISES: dict[str, Exercise] = {
    f"{number:02}.{size}": exercise
    for number, lesson in enumerate((lesson_01, lesson_02, lesson_03, lesson_04, lesson_05, lesson_06, lesson_07, lesson_08), start=1)
    for size, exercise in enumerate(lesson.EXERCISES, start=1)
}


def check(name: str, answer: object) -> None:
    """Say whether an answer is right, and if not, where to look.

    Parameters
    ----------
    name : str
        Lesson and number of the exercise: "01.1".
    answer : object
        Whatever the reader has; `...` means not answered yet.

    Raises
    ------
    KeyError
        If there is no exercise of that name.

    Examples
    --------
    >>> check("01.1", ...)
    · 01.1 not answered yet. Look at the result of text.str.len(): which row is 海盐?
    """
    if name not in EXERCISES:
        raise KeyError(f"there is no exercise {name!r}; they are called {', '.join(EXERCISES)}")
    mark, verdict = EXERCISES[name].judge(answer)
    print(f"{mark} {name} {verdict}")
