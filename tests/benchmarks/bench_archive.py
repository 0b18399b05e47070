"""How fast are the helpers, how do time and memory grow with an archive, and what do the notebooks cost? Prints Markdown.

The largest archive has 100,000 pages and takes some ten minutes; another size: bench_archive.py 10000.
"""

import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

import matplotlib
import nbformat
import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from helpers import count_kinds, figure_density, level_table, quantity_ledger, resolve_dates, segment, split_sentences  # noqa: E402
from helpers.archive import RESULTS, _parse_pages, connect, fingerprint, process_archive, write_archive  # noqa: E402
from helpers.synthetic import synthetic_pages  # noqa: E402

matplotlib.use("agg")


def seconds_of(work, repeat: int = 3) -> float:
    """The shortest of a few runs."""
    times = []
    for _ in range(repeat):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def stages() -> pd.DataFrame:
    """Characters a second of each step, on one core, two hundred pages in one table."""
    pages = synthetic_pages(range(200))[0]
    stories = _parse_pages(pages)[0]
    stories["county"] = [f"{number:05}" for number in range(len(stories))]
    characters = stories["text"].str.len().sum()
    sentences, ledger = split_sentences(stories), quantity_ledger(stories)

    def tables():
        count_kinds(stories, ledger), figure_density(stories, ledger), level_table(ledger, "money"), resolve_dates(ledger, "2023-11-05")

    steps = {
        "load": lambda: _parse_pages(pages),
        "split into sentences": lambda: split_sentences(stories),
        "segment with jieba": lambda: segment(sentences),
        "segment with rjieba (fast=True)": lambda: segment(sentences, fast=True),
        "ledger": lambda: quantity_ledger(stories),
        "tables": tables,
    }
    speeds = {name: characters / seconds_of(step) for name, step in steps.items()}
    table = pd.DataFrame({"step": speeds.keys(), "1,000 characters a second": [round(speed / 1000) for speed in speeds.values()]})
    return table.assign(times_jieba=[round(speed / speeds["segment with jieba"], 1) for speed in speeds.values()])


def run(folder: Path, workers: int) -> tuple[float, float]:
    """Process a written archive from nothing; seconds, and the largest memory of a worker in MB."""
    for kind in RESULTS:
        shutil.rmtree(folder / kind, ignore_errors=True)
    with connect(workers=workers) as client:
        client.run(fingerprint)  # the helpers are loaded before the clock runs
        begin = time.perf_counter()
        process_archive(folder, client)
        seconds = time.perf_counter() - begin
        memory = max(client.run(peak_memory).values())
    return seconds, memory


def peak_memory() -> float:
    """The largest resident size of this process in MB. Not `ru_maxrss`: a child begins with that of its parent."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024


def growth(largest: int) -> pd.DataFrame:
    """Time and memory from ten pages to the largest archive, two workers."""
    rows = []
    for pages in [size for size in (10, 100, 1_000, 10_000, 100_000) if size <= largest]:
        with tempfile.TemporaryDirectory() as folder:
            with connect() as client:
                write_archive(Path(folder) / "archive", pages, client)
            seconds, memory = run(Path(folder) / "archive", workers=2)
            rows.append((pages, seconds, pages / seconds / 2, memory, peak_memory()))
            print(rows[-1], file=sys.stderr)
    return pd.DataFrame(rows, columns=["pages", "seconds", "pages_per_second_and_core", "worker_mb", "main_process_mb"])


def slope(table: pd.DataFrame, column: str, least: int) -> float:
    """The slope of the log–log line, from the size on where starting up no longer counts."""
    rows = table[table["pages"] >= least]
    return float(np.polyfit(np.log10(rows["pages"]), np.log10(rows[column]), 1)[0])


def draw(table: pd.DataFrame) -> None:
    import matplotlib.pyplot as plt

    plt.style.use("helpers.page")
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6))
    left.loglog(table["pages"], table["seconds"], "o-")
    left.set(title=f"Time grows as pages do (slope {slope(table, 'seconds', 1000):.2f})", xlabel="pages (count)", ylabel="seconds")
    right.loglog(table["pages"], table["worker_mb"], "o-", label="largest worker")
    right.loglog(table["pages"], table["main_process_mb"], "s-", label="main process")
    right.set(title=f"Memory does not (slope {slope(table, 'worker_mb', 1000):.2f})", xlabel="pages (count)", ylabel="MB", ylim=(100, 2000))
    right.legend()
    figure.savefig(Path(__file__).parent / "archive_growth.png", metadata={"Software": None})


def workers(pages: int = 4000, rounds: int = 3) -> pd.DataFrame:
    """One worker against two, in turns; medians."""
    seconds: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as folder:
        with connect() as client:
            write_archive(Path(folder) / "archive", pages, client)
        for _ in range(rounds):
            for count in seconds:
                seconds[count].append(run(Path(folder) / "archive", count)[0])
    table = pd.DataFrame({"workers": seconds.keys(), "seconds": [np.median(times) for times in seconds.values()]})
    return table.assign(times_one=table["seconds"].iloc[0] / table["seconds"])


def notebooks() -> pd.DataFrame:
    """Each notebook beside its floor: a kernel that runs its imports and nothing else."""
    import os

    from execute import execute, notebook_paths

    rows = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OUTPUT_DIR"] = folder
        for path in notebook_paths():
            whole = nbformat.read(path, as_version=4)
            imports = [line for cell in whole.cells if cell.cell_type == "code" for line in cell.source.split("\n") if line.startswith(("import ", "from "))]
            floor = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("\n".join(imports))])
            rows.append((path.stem, seconds_of(lambda: execute(whole, path.name), 1), seconds_of(lambda: execute(floor, path.name), 1)))
    table = pd.DataFrame(rows, columns=["notebook", "seconds", "floor"])
    table.loc[len(table)] = ["all", table["seconds"].sum(), table["floor"].sum()]
    return table.assign(times_floor=table["seconds"] / table["floor"])


def show(title: str, table: pd.DataFrame) -> None:
    print(f"\n{title}\n")
    lines = [list(table.columns), ["---"] * len(table.columns)]
    lines += [[f"{cell:,.2f}" if isinstance(cell, float) else f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in table.itertuples(index=False)]
    print("\n".join(f"| {' | '.join(line)} |" for line in lines), flush=True)


def main() -> None:
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    show("Steps, one core", stages())
    show("Notebooks", notebooks())
    show("One worker and two", workers())
    table = growth(largest)
    show("Growth, two workers", table)
    thousand, last = (table.loc[table["pages"] == size, "pages_per_second_and_core"].iloc[0] for size in (1000, table["pages"].max()))
    print(f"\nSlope of time from 1,000 pages on: {slope(table, 'seconds', 1000):.3f}; of a worker's memory: {slope(table, 'worker_mb', 1000):.3f}. Throughput per core at {table['pages'].max():,} pages: {last / thousand:.2f} times that at 1,000.")
    draw(table)


if __name__ == "__main__":
    main()
