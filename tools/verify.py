"""Run everything again and compare with the receipt that came with the collection."""

import json
import sys
import tempfile
from pathlib import Path

from execute import NotebookFailed
from receipt import STORED, compare
from run import run_lessons


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            receipt = run_lessons(Path(folder) / "output")
        except NotebookFailed as error:
            sys.exit(f"\nThe run stopped. {error}")
    lines = compare(json.loads(STORED.read_text("utf-8")), receipt)
    print("\n".join(lines))
    sys.exit(not lines[0].startswith("same"))


if __name__ == "__main__":
    main()
