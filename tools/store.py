"""Execute the notebooks in place and store their outputs and the receipt; names on the command line select some of them."""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from PIL import Image
from tqdm import tqdm

from execute import NOTEBOOKS, NotebookFailed, execute, notebook_paths
from receipt import STORED, write_receipt


def store(path: Path) -> None:
    """Store one notebook as executed, without what differs between machines."""
    notebook = execute(nbformat.read(path, as_version=4), path.name)
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    nbformat.write(notebook, path)


def main() -> None:
    chosen = [path for path in notebook_paths() if not sys.argv[1:] or any(name in path.name for name in sys.argv[1:])]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OUTPUT_DIR"] = folder
        seconds = {}
        for path in tqdm(chosen, unit="notebook", ncols=88):
            begin = time.perf_counter()
            try:
                store(path)
            except NotebookFailed as error:
                sys.exit(f"\n{error}\nThis notebook and those after it are as they were.")
            seconds[path.stem] = time.perf_counter() - begin
        if chosen == notebook_paths():
            write_receipt(Path(folder), seconds)
            shutil.copy(Path(folder) / "receipt.json", STORED)
        # README shows the poster that the notebooks draw, at a third of its size.
        if (poster := Path(folder) / "charts" / "poster.png").exists():
            Image.open(poster).convert("RGB").reduce(3).save(NOTEBOOKS / "poster.png")


if __name__ == "__main__":
    main()
