"""Write a synthetic archive and read it: make archive N=2000. Killed in between, it goes on where it stopped."""

import argparse
import sys
import time

import pandas as pd

from execute import ROOT
from helpers.archive import connect, measure_archive, process_archive, write_archive
from receipt import write_receipt

FOLDER = ROOT / "output" / "archive"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=2022)
    parser.add_argument("--workers", type=int, help="processes on this machine; one for each core if not given")
    parser.add_argument("--scheduler", default="", help="address of a Dask scheduler that sees the same folder")
    options = parser.parse_args()
    if options.pages < 1:
        sys.exit(f"N must be at least 1, not {options.pages}.")
    with connect(options.scheduler, options.workers) as client:
        print(f"Dashboard: {client.dashboard_link}")
        begin = time.perf_counter()
        write_archive(FOLDER, options.pages, client, options.seed)
        written = time.perf_counter()
        parts = process_archive(FOLDER, client)
        read = time.perf_counter()
    computed = parts[parts["computed"]]
    print(f"{parts['pages'].sum():,} pages, {parts['characters'].sum():,} characters, {parts['expressions'].sum():,} numeric expressions")
    print(f"{len(computed)} of {len(parts)} parts computed now, {computed['characters'].sum() / (read - written):,.0f} characters a second")
    problems = pd.read_parquet(FOLDER / "problems")
    print(f"{len(problems)} pages could not be read:")
    print("\n".join(f"  {problem}" for problem in problems["problem"].head(5)) + ("\n  …" if len(problems) > 5 else ""))
    print(measure_archive(FOLDER).round({"share": 4}).to_string(index=False))
    write_receipt(FOLDER, {"write": written - begin, "read": read - written})
    print(f"The results are in {FOLDER.relative_to(ROOT)}/ledger, words and problems.")


if __name__ == "__main__":
    main()
