"""Is everything here that the lessons need? And if not, what mends it?"""

import hashlib
import importlib.metadata
import re
import sys

import pandas as pd

from helpers.data import DATA, ROOT

INSTALL = "run `make run`, or: python -m pip install -r requirements.txt"


def check_environment() -> pd.DataFrame:
    """Check Python, the packages, the Chinese font and the data.

    Returns
    -------
    pd.DataFrame, one row per thing that the lessons need
        `need` (str), `ready` ("yes" or "no"), `what to do` (str, empty where nothing is to be done).

    Examples
    --------
    >>> check_environment()["need"].tolist()
    ['Python 3.11 to 3.13', 'packages as in requirements.txt', 'a font with Chinese characters', 'the data as published']
    """
    rows = {
        "Python 3.11 to 3.13": _python(),
        "packages as in requirements.txt": _packages(),
        "a font with Chinese characters": _font(),
        "the data as published": _data(),
    }
    table = pd.DataFrame({"need": rows.keys(), "what to do": rows.values()})
    table.insert(1, "ready", table["what to do"].map(lambda fix: "no" if fix else "yes"))
    return table


def _python() -> str:
    if (3, 11) <= sys.version_info[:2] <= (3, 13):
        return ""
    return "make the environment with another Python: make clean, then make run PYTHON=python3.12"


def _packages() -> str:
    """Compare the direct choices of requirements.in with what is installed."""
    wrong = []
    for name, version in re.findall(r"^([\w-]+)(?:\[\w+\])?==(\S+)", (ROOT / "requirements.in").read_text("utf-8"), re.M):
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found = "missing"
        if found != version:
            wrong.append(f"{name} {version} (here: {found})")
    return f"{INSTALL}; needed: {', '.join(wrong)}" if wrong else ""


def _font() -> str:
    from matplotlib.font_manager import findfont

    try:
        findfont("Noto Sans SC", fallback_to_default=False)
    except ValueError:
        return f"{INSTALL}; the font comes with pylopdf-fonts-zh-cn"
    return ""


def _data() -> str:
    """Compare every data file with its checksum."""
    wrong = []
    for line in (DATA / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split("  ", 1)
        path = DATA / name
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            wrong.append(f"data/{name}")
    return f"bring back the published file: git checkout {' '.join(wrong)}" if wrong else ""
