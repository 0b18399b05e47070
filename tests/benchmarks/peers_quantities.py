"""Other extractors of quantities on the same texts. Runs in the bench environment; reads and writes JSON.

In: a list of texts. Out: for each extractor its finds per text, as [start, end, value or null], and its characters per second.
"""

import contextlib
import io
import json
import sys
import time


def load_extractors() -> dict:
    """Name and extracting function of each peer."""
    import jionlp
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_age, recognize_currency, recognize_dimension
    from recognizers_text import Culture

    def money(text: str) -> list:
        return [[*found["offset"], float(found["detail"]["num"]) if isinstance(found["detail"]["num"], str) else None] for found in jionlp.ner.extract_money(text, with_parsing=True)]

    def recognizers(text: str) -> list:
        """Quantities with a unit first; a bare number only where nothing longer stands."""
        finds = []
        for recognize in (recognize_currency, recognize_dimension, recognize_age, recognize_percentage, recognize_number):
            for found in recognize(text, Culture.Chinese):
                if all(found.end < start or end <= found.start for start, end, _ in finds):
                    value = str((found.resolution or {}).get("value")).rstrip("%")
                    finds.append([found.start, found.end + 1, float(value) if value.replace(".", "", 1).isdigit() else None])
        return finds

    return {"JioNLP 1.5.31 (money)": money, "Recognizers 1.0.2a2": recognizers}


def main() -> None:
    texts = json.load(sys.stdin)
    answer = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for name, extract in load_extractors().items():
            extract(texts[0])
            start = time.perf_counter()
            finds = [extract(text) for text in texts]
            answer[name] = {"finds": finds, "speed": sum(map(len, texts)) / (time.perf_counter() - start)}
    json.dump(answer, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
