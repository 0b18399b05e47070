"""Other segmenters on the same sentences. Runs in the bench environment; reads and writes JSON.

In: a list of sentences. Out: for each segmenter its words per sentence and its characters per second.
"""

import contextlib
import io
import json
import sys
import time


def load_segmenters() -> dict:
    """Name and cutting function of each peer, models loaded."""
    import jiagu
    import rjieba
    import thulac
    from snownlp import seg

    lexical = thulac.thulac(seg_only=True)
    return {
        "rjieba 0.2.2": rjieba.cut,
        "THULAC 0.2.2": lambda sentence: [word for word, _ in lexical.cut(sentence)],
        "Jiagu 0.2.3": jiagu.seg,
        "SnowNLP 0.12.3": lambda sentence: list(seg.seg(sentence)),
    }


def main() -> None:
    sentences = json.load(sys.stdin)
    characters = sum(map(len, sentences))
    answer = {}
    # The peers greet on stdout; only the JSON may go there.
    with contextlib.redirect_stdout(io.StringIO()):
        for name, cut in load_segmenters().items():
            cut(sentences[0])
            start = time.perf_counter()
            words = [list(cut(sentence)) for sentence in sentences]
            answer[name] = {"words": words, "speed": characters / (time.perf_counter() - start)}
    json.dump(answer, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
