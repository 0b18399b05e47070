"""Cost of the ledger: characters per second on news text, and the ratio of time at 2n to n on hostile text.

    python tests/benchmarks/bench_quantities.py [size]

`size` is the length n of the texts, 500000 by default (the hostile ones are read at n and 2n). Ratios below 2.3 are linear.
"""

import sys
import time
from pathlib import Path

from helpers import extract_quantities

PAGE = Path(__file__).resolve().parents[2] / "data" / "report.txt"
HOSTILE = ["1,", "亿", "一二三", "(", "1.1.", "第", "“1", "1到", "1、", "今年", "0573-", "http://a/1", "a1", "增长1%、", "比1%"]


def seconds(text: str) -> float:
    """The better of two runs."""
    best = float("inf")
    for _ in range(2):
        start = time.perf_counter()
        extract_quantities(text)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 500_000
    page = PAGE.read_text(encoding="utf-8")
    extract_quantities(page)  # loads the dictionary
    text = (page * (size // len(page) + 1))[:size]
    print(f"news text    {size / seconds(text):12,.0f} characters per second")
    for seed in HOSTILE:
        short, long = ((seed * size * 2)[: size * factor] for factor in (1, 2))
        first, second = seconds(short), seconds(long)
        print(f"{seed:12s} {size / first:12,.0f} characters per second, time at 2n / n {second / first:.2f}")


if __name__ == "__main__":
    main()
