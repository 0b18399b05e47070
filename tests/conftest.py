"""Shared tables: the page, read once."""

from pathlib import Path

import matplotlib
import pytest

from helpers import load_report, quantity_ledger, segment, split_sentences

matplotlib.use("agg")

ROOT = Path(__file__).resolve().parent.parent
ORIGINAL = ROOT.parent / "shared" / "original" / "page.txt"


@pytest.fixture(scope="session")
def dispatches():
    return load_report(ROOT / "data" / "report.txt")


@pytest.fixture(scope="session")
def sentences(dispatches):
    return split_sentences(dispatches)


@pytest.fixture(scope="session")
def tokens(sentences):
    return segment(sentences)


@pytest.fixture(scope="session")
def ledger(dispatches):
    return quantity_ledger(dispatches)
