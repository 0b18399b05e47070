"""Accuracy and speed of segmenters on the same gold, in one run, as one table."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd

from helpers import read_cuts, score_segmentation, segment
from helpers.words import known_words

ROOT = Path(__file__).resolve().parents[2]
GOLD = {"the page": "segmentation.txt", "other counties": "segmentation_other.txt"}
OURS = {
    "jieba 0.42.1": {"dictionary": False},
    "jieba without HMM": {"dictionary": False, "hmm": False},
    "jieba with our dictionary": {},
}


def ours(sentences: list[str], options: dict) -> tuple[list[list[str]], float]:
    """Words per sentence and characters per second of one setting of `segment`."""
    table = pd.DataFrame({"county": "all", "sentence_id": range(len(sentences)), "sentence": sentences, "start": 0})
    segment(table.head(1), **options)
    start = time.perf_counter()
    tokens = segment(table, **options)
    speed = sum(map(len, sentences)) / (time.perf_counter() - start)
    return tokens.groupby("sentence_id")["token"].agg(list).tolist(), speed


def peers(python: str, sentences: list[str]) -> dict:
    """The answers of the segmenters in the bench environment."""
    script = Path(__file__).with_name("peers_segmentation.py")
    done = subprocess.run([python, str(script)], input=json.dumps(sentences), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def main(python: str) -> None:
    for name, file in GOLD.items():
        gold = read_cuts(ROOT / "data" / "gold" / file)
        sentences = ["".join(words) for words in gold]
        answers = {setting: ours(sentences, options) for setting, options in OURS.items()}
        answers |= {peer: (answer["words"], answer["speed"]) for peer, answer in peers(python, sentences).items()}
        rows = {}
        for setting, (words, speed) in answers.items():
            known = known_words(dictionary="our dictionary" in setting)
            rows[setting] = score_segmentation(words, gold, known).round(3).to_dict() | {"characters/s": f"{speed:,.0f}"}
        table = pd.DataFrame(rows).T
        # What counts as unknown depends on the dictionary; for the peers it is jieba's.
        print(f"\n{name}: {len(gold)} sentences, {sum(map(len, gold))} words by hand\n{table.to_string()}")


if __name__ == "__main__":
    main(sys.argv[1])
