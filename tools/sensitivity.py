"""Flip each choice of the analysis, one at a time, and see which headline findings survive."""

import argparse
import sys
from pathlib import Path

import pandas as pd
from stopwordsiso import stopwords
from tqdm import tqdm

from execute import ROOT
from helpers import ReportError, collocations, commitment_table, content_words, figure_density, level_table, load_report
from helpers import quantity_ledger, segment, split_sentences, tf_idf, type_token_ratio, word_frequencies


def sentences_at_semicolons(page: pd.DataFrame) -> pd.DataFrame:
    """The page with a full stop for each semicolon, so that every sentence ends earlier."""
    return page.assign(text=page["text"].str.replace("[;；]", "。", regex=True))


# Each choice: how the page is prepared, how it is segmented, and which words are left out (None: our own list).
CHOICES = {
    "as in the lessons": (None, {}, None),
    "dictionary off": (None, {"dictionary": False}, None),
    "HMM off": (None, {"hmm": False}, None),
    "other stop list": (None, {}, frozenset(stopwords("zh"))),
    "sentences end at ;": (sentences_at_semicolons, {}, None),
}


def findings(page: pd.DataFrame, segmentation: dict, stop_words: frozenset[str] | None) -> dict[str, str]:
    """The headlines of the lessons, as short answers."""
    tokens = segment(split_sentences(page), **segmentation)
    words, ledger = content_words(tokens, stop_words), quantity_ledger(page)
    weights, pairs = tf_idf(words), collocations(words)
    density = figure_density(page, ledger).sort_values("per_hundred", kind="stable")["county"]
    diversity = type_token_ratio(tokens[tokens["pos"] != "x"]).sort_values("mattr", kind="stable")["county"]
    money = level_table(ledger, "money").sort_values("value")
    answers = {
        "most frequent word": word_frequencies(words)["token"].head(1),
        "five most frequent words": word_frequencies(words)["token"].head(5).sort_values(),
        "heaviest word by tf–idf": weights.sort_values("tf_idf", kind="stable")["token"].tail(1),
        "strongest pair of words": (pairs["left"] + "–" + pairs["right"]).head(1),
        "county with the richest vocabulary": diversity.tail(1),
        "densest county in quantities": density.tail(1),
        "thinnest county in quantities": density.head(1),
        "numeric expressions": pd.Series([len(ledger)]),
        "largest sum of money": money["surface"].tail(1),
        "targets and plans": pd.Series([len(commitment_table(ledger))]),
    }
    own = weights.groupby("county", sort=False).head(1).set_index("county")["token"]
    answers |= {f"own word of {county}": own[own.index == county] for county in page["county"]}
    return {finding: "、".join(answer.astype("str")) or "none" for finding, answer in answers.items()}


def table_of_findings(page: pd.DataFrame) -> pd.DataFrame:
    """One row per finding, one column per choice."""
    columns = {}
    for name, (prepare, segmentation, stop_words) in tqdm(CHOICES.items(), unit="choice", ncols=88, disable=None):
        columns[name] = findings(prepare(page) if prepare else page, segmentation, stop_words)
    return pd.DataFrame(columns)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path, nargs="?", default=ROOT / "data" / "report.txt")
    try:
        table = table_of_findings(load_report(parser.parse_args().report))
    except ReportError as error:
        sys.exit(str(error))
    base, *flipped = table.columns
    survives = table[flipped].eq(table[base], axis=0)
    for finding, row in table.iterrows():
        lost = [f"{choice}: {row[choice]}" for choice in flipped if row[choice] != row[base]]
        print(f"{'holds  ' if not lost else 'changes'}  {finding}: {row[base]}" + "".join(f"\n           {line}" for line in lost))
    print(f"\n{survives.all(axis=1).sum()} of {len(table)} findings survive every choice.")
    print("\n".join(f"{choice}: {survives[choice].sum()} of {len(table)} survive" for choice in flipped))


if __name__ == "__main__":
    main()
