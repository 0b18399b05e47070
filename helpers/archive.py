"""From a page to an archive: the same helpers over many pages, on all cores or on a cluster.

An archive is a folder of Parquet files, one per part of so many pages. Each part is computed by itself, written as a
whole, and never computed twice.
"""

import hashlib
import json
import os
import shutil
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from dask.distributed import Client, as_completed
from tqdm import tqdm

from helpers.data import DATA, ROOT
from helpers.ledger import quantity_ledger
from helpers.measures import content_words
from helpers.page import COLUMNS, ReportError, parse_report
from helpers.sentences import split_sentences
from helpers.synthetic import TRUTH, synthetic_pages
from helpers.words import segment

PART = 500  # pages
RESULTS = ["problems", "words", "ledger"]  # in the order of writing; with the last one a part is finished
MADE_FROM = b"made_from"


def connect(scheduler: str = "", workers: int | None = None) -> Client:
    """A connection to the workers: those of this machine, or of a cluster.

    Parameters
    ----------
    scheduler : str
        The address of a Dask scheduler; empty for workers on this machine.
    workers : int, optional
        How many processes on this machine; one for each core if not given.

    Returns
    -------
    dask.distributed.Client
        Use it in a `with` statement, or close it.
    """
    if scheduler:
        return Client(scheduler)
    # Port 0: whatever is free, so that two notebooks can have a dashboard each.
    return Client(
        n_workers=workers or os.cpu_count(), threads_per_worker=1, host="127.0.0.1", memory_limit="2GB", dashboard_address="127.0.0.1:0"
    )


def write_archive(folder: Path, pages: int, client: Client, seed: int = 2022) -> None:
    """Write a synthetic archive: `pages/` and the `truth/` about them.

    An archive of the same size and seed that is there already stays; another one is replaced, with its results.

    Parameters
    ----------
    folder : Path
        Where the archive shall lie.
    pages : int
        How many pages.
    client : Client
        From `connect`.
    seed : int
        Which archive: the same seed gives the same pages.
    """
    wanted = {"pages": pages, "seed": seed, "part": PART, "made_from": fingerprint()}
    manifest = folder / "archive.json"
    if manifest.exists() and json.loads(manifest.read_text("utf-8")) == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("pages", "truth"):
        (folder / name).mkdir(parents=True)
    starts = range(0, pages, PART)
    jobs = client.map(_write_part, [str(folder)] * len(starts), starts, [min(start + PART, pages) for start in starts], seed=seed)
    for job in tqdm(as_completed(jobs), total=len(jobs), desc="writing", unit="part", ncols=88, disable=None):
        job.result()
    manifest.write_text(json.dumps(wanted), "utf-8")


def _write_part(folder: str, start: int, stop: int, seed: int) -> None:
    name = f"part-{start // PART:05}.parquet"
    for kind, table in zip(("pages", "truth"), synthetic_pages(range(start, stop), seed)):
        table.to_parquet(Path(folder) / kind / name, index=False)


def fingerprint() -> str:
    """A hash of everything that decides a result: the helpers and the lists they read."""
    files = [*sorted((ROOT / "helpers").glob("*.py")), *sorted(path for path in DATA.glob("*.*") if path.suffix in (".txt", ".csv"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def process_archive(folder: Path, client: Client) -> pd.DataFrame:
    """Make the ledger and count the words of every page of an archive.

    Reads `pages/`, writes `ledger/`, `words/` and `problems/`, part by part. A part that is finished, from the same pages and
    with the same helpers, is not computed again; so a run that was killed goes on where it stopped. A worker holds one
    part at a time.

    Parameters
    ----------
    folder : Path
        The archive.
    client : Client
        From `connect`.

    Returns
    -------
    pd.DataFrame, one row per part
        `part` (str), `computed` (bool: in this run), `pages, characters, expressions, problems` (int64).
    """
    for kind in RESULTS:
        (folder / kind).mkdir(exist_ok=True)
    helpers = fingerprint()
    parts = sorted((folder / "pages").glob("part-*.parquet"))
    jobs = client.map(_process_part, [str(folder)] * len(parts), [path.name for path in parts], helpers=helpers, pure=False)
    rows = [job.result() for job in tqdm(as_completed(jobs), total=len(jobs), desc="reading", unit="part", ncols=88, disable=None)]
    return pd.DataFrame(rows).sort_values("part", ignore_index=True)


def _process_part(folder: str, name: str, helpers: str) -> dict:
    """One part: its summary, from the finished file or computed now."""
    source, last = Path(folder) / "pages" / name, Path(folder) / RESULTS[-1] / name
    made_from = hashlib.sha256(source.read_bytes() + helpers.encode()).hexdigest()
    if last.exists():
        kept = pq.read_schema(last).metadata
        if kept.get(MADE_FROM) == made_from.encode():
            return json.loads(kept[b"summary"]) | {"computed": False}
    pages = pd.read_parquet(source)
    results = read_pages(pages)
    summary = {
        "part": name.removesuffix(".parquet"),
        "computed": True,
        "pages": len(pages),
        "characters": int(pages["text"].str.len().sum()),
        "expressions": len(results["ledger"]),
        "problems": len(results["problems"]),
    }
    notes = {MADE_FROM: made_from, b"summary": json.dumps(summary)}
    for kind in RESULTS:
        table = pa.Table.from_pandas(results[kind], preserve_index=False)
        target = Path(folder) / kind / name
        # A kill while writing must not leave half a file under the name of a whole one.
        pq.write_table(table.replace_schema_metadata({**table.schema.metadata, **notes}), target.with_suffix(".partial"))
        os.replace(target.with_suffix(".partial"), target)
    return summary


def read_pages(pages: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The helpers of the lessons, over many pages at once.

    Parameters
    ----------
    pages : pd.DataFrame
        `page` (int64), `text` (str).

    Returns
    -------
    dict of pd.DataFrame
        `ledger`: the table of `quantity_ledger` with `page` in front. `words`: `token` (str), `frequency, pages` (int64),
        the content words of all pages. `problems`: `page`, `problem` (str), one row per page that could not be read.
    """
    dispatches, problems = _parse_pages(pages)
    try:
        ledger, words = _ledger_and_words(dispatches)
    except Exception:
        # Some page breaks the helpers: find it, leave it out, keep the others.
        sound, more = _one_by_one(dispatches)
        dispatches, problems = dispatches[dispatches["page"].isin(sound)], problems + more
        ledger, words = _ledger_and_words(dispatches)
    table = pd.DataFrame(sorted(problems), columns=["page", "problem"]).astype({"page": "int64", "problem": "str"})
    return {"ledger": ledger, "words": words, "problems": table}


def _parse_pages(pages: pd.DataFrame) -> tuple[pd.DataFrame, list[tuple[int, str]]]:
    """The dispatches of all pages that can be read, and what is wrong with the others."""
    tables, problems = [], []
    for page, text in zip(pages["page"], pages["text"]):
        try:
            tables.append(parse_report(text, f"page {page}").assign(page=page))
        except ReportError as error:
            problems.append((page, str(error)))
        except Exception as error:
            problems.append((page, f"page {page}: {type(error).__name__}: {error}"))
    empty = pd.DataFrame(columns=[*COLUMNS, "page"], dtype="str").astype({"page": "int64"})
    return pd.concat(tables, ignore_index=True) if tables else empty, problems


def _one_by_one(dispatches: pd.DataFrame) -> tuple[list[int], list[tuple[int, str]]]:
    """The pages that the helpers can read, and the errors of the others."""
    sound, problems = [], []
    for page, rows in dispatches.groupby("page", sort=False):
        try:
            _ledger_and_words(rows)
            sound.append(page)
        except Exception as error:
            problems.append((page, f"page {page}: {type(error).__name__}: {error}"))
    return sound, problems


def _ledger_and_words(dispatches: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    # The helpers tell dispatches apart by county, and counties come back on every page: number the dispatches instead.
    keys = pd.Series([f"{number:06}" for number in range(len(dispatches))], index=dispatches.index, dtype="str")
    keyed = dispatches.assign(county=keys)
    ledger = quantity_ledger(keyed)
    row = ledger["county"].astype("int64").to_numpy()
    ledger["county"] = dispatches["county"].to_numpy()[row]
    ledger.insert(0, "page", dispatches["page"].to_numpy()[row])
    tokens = content_words(segment(split_sentences(keyed), fast=True))
    tokens["page"] = dispatches["page"].to_numpy()[tokens["county"].astype("int64").to_numpy()]
    words = tokens.groupby("token").agg(frequency=("page", "size"), pages=("page", "nunique")).reset_index()
    return ledger.astype({"county": "str"}), words.astype({"token": "str", "frequency": "int64", "pages": "int64"})


def measure_archive(folder: Path) -> pd.DataFrame:
    """How much of what the templates put into an archive does the ledger find, and how much of it is read rightly?

    Pages that could not be read are left out. Works part by part, so that a large archive needs no more memory than a small one.

    Parameters
    ----------
    folder : Path
        A synthetic archive that has been processed.

    Returns
    -------
    pd.DataFrame, one row per measure
        `measure` (str), `right, of` (int64), `share` (float64). First recall and precision of span and kind, then of the
        expressions that were found the share whose column is right.
    """
    key = ["page", "county", "start", "end", "kind"]
    right = pd.Series(dtype="int64")
    wanted = found = 0
    for path in sorted((folder / "truth").glob("part-*.parquet")):
        truth, ledger, problems = (pd.read_parquet(folder / kind / path.name) for kind in ("truth", "ledger", "problems"))
        truth = truth[~truth["page"].isin(problems["page"])]
        both = truth.merge(ledger, on=key, suffixes=("", "_found"))
        same = {column: _agrees(both[column], both[f"{column}_found"]) for column in TRUTH[TRUTH.index("value") :]}
        right = right.add(pd.Series({"found": len(both)} | {column: hits.sum() for column, hits in same.items()}), fill_value=0)
        wanted, found = wanted + len(truth), found + len(ledger)
    right = right.astype("int64")
    rows = [("recall", right["found"], wanted), ("precision", right["found"], found)]
    rows += [(column, right[column], right["found"]) for column in TRUTH[TRUTH.index("value") :]]
    table = pd.DataFrame(rows, columns=["measure", "right", "of"])
    return table.assign(share=table["right"] / table["of"])


def _agrees(truth: pd.Series, found: pd.Series) -> pd.Series:
    """Where two columns say the same; numbers to two decimals, nothing equals nothing."""
    if truth.dtype == "float64":
        return (truth - found).abs().lt(0.005) | (truth.isna() & found.isna())
    return truth == found
