"""The ledger beside other tools: accuracy and characters per second in one run, then its cost on hostile text.

Gold are the quantities and durations of the page and of the hard sentences. A find counts when its span is exact; its value counts when it is
the number in the written unit, multipliers worked out.
"""

import json
import subprocess
import sys
import time
import timeit
from pathlib import Path

import pandas as pd

from helpers import extract_quantities, load_report

ROOT = Path(__file__).resolve().parents[2]
GOLD = {"the page": "quantities.csv", "hard sentences": "quantities_hard.csv"}
HOSTILE = ["1,", "亿", "一二三", "(", "1.1.", "第", "“1", "1到", "1、", "今年", "0573-", "http://a/1", "a1", "增长1%、", "比1%"]
KINDS = ["quantity", "duration"]
Finds = list[list[tuple[int, int, float | None]]]


def gold_of(file: str) -> tuple[list[str], Finds]:
    """Texts and their annotated quantities."""
    gold = pd.read_csv(ROOT / "data" / "gold" / file)
    if "sentence" not in gold:
        page = load_report(ROOT / "data" / "report.txt").set_index("county")["text"]
        gold["sentence"] = gold["county"].map(page)
    wanted = gold[gold["kind"].isin(KINDS)]
    rows = {text: list(zip(group["start"].astype(int), group["end"].astype(int), group["value"])) for text, group in wanted.groupby("sentence")}
    texts = gold["sentence"].unique().tolist()
    return texts, [rows.get(text, []) for text in texts]


def ours(texts: list[str]) -> tuple[Finds, float]:
    extract_quantities(texts[0])
    start = time.perf_counter()
    tables = [extract_quantities(text) for text in texts]
    speed = sum(map(len, texts)) / (time.perf_counter() - start)
    kept = [table[table["kind"].isin(KINDS)] for table in tables]
    return [list(zip(table["start"], table["end"], table["value"])) for table in kept], speed


def peers(python: str, texts: list[str]) -> dict:
    script = Path(__file__).with_name("peers_quantities.py")
    done = subprocess.run([python, str(script)], input=json.dumps(texts), capture_output=True, text=True, check=True)
    # The peers greet at import; the JSON is the last line.
    return json.loads(done.stdout.splitlines()[-1])


def score(finds: Finds, gold: Finds) -> dict:
    """F1 of exact spans, and how many of them have the right value."""
    found = {(i, start, end): value for i, rows in enumerate(finds) for start, end, value in rows}
    wanted = {(i, start, end): value for i, rows in enumerate(gold) for start, end, value in rows}
    both = found.keys() & wanted.keys()
    right = sum(found[key] is not None and abs(found[key] - wanted[key]) <= 0.01 * max(abs(wanted[key]), 1e-9) for key in both)
    return {"gold": len(wanted), "found": len(found), "span F1": f"{2 * len(both) / (len(found) + len(wanted)):.3f}", "value right": right}


def seconds(text: str, collector: str = "disable") -> float:
    """The better of two runs; for a ratio without the garbage collector, whose full rounds come at a time of their own."""
    return min(timeit.repeat(lambda: extract_quantities(text), f"import gc; gc.{collector}()", number=1, repeat=2))


def compare(python: str) -> None:
    for name, file in GOLD.items():
        texts, gold = gold_of(file)
        answers = {"this project": ours(texts)}
        answers |= {peer: (answer["finds"], answer["speed"]) for peer, answer in peers(python, texts).items()}
        rows = {tool: score(finds, gold) | {"characters/s": f"{speed:,.0f}"} for tool, (finds, speed) in answers.items()}
        print(f"\n{name}: {len(texts)} texts\n{pd.DataFrame(rows).T.to_string()}")


def cost(size: int) -> None:
    page = (ROOT / "data" / "report.txt").read_text(encoding="utf-8")
    text = (page * (size // len(page) + 1))[:size]
    print(f"\nnews text of {size:,} characters: {size / seconds(text, 'enable'):,.0f} characters/s; hostile text, time at 2n to n (linear is 2):")
    for seed in HOSTILE:
        first, second = (seconds((seed * size * 2)[: size * factor]) for factor in (1, 2))
        print(f"  {seed:12s} {size / first:12,.0f} characters/s  {second / first:.2f}")


if __name__ == "__main__":
    compare(sys.argv[1])
    cost(size=500_000)
