"""The files of data/: where they are, and how the lists among them are read."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"


def read_list(name: str) -> list[str]:
    """The lines of a list in data/, without blank lines and without the comments that give its reasons.

    Parameters
    ----------
    name : str
        The file name: "stop_words.txt".

    Returns
    -------
    list of str

    Examples
    --------
    >>> "的" in read_list("stop_words.txt")
    True
    """
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
