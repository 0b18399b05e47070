"""Open JupyterLab on this machine only, without its news and update fetchers."""

import subprocess
import sys

from execute import NOTEBOOKS, ROOT


def main() -> None:
    start = NOTEBOOKS / "00_start_here.ipynb"
    command = [sys.executable, "-m", "jupyterlab", str(start.relative_to(ROOT)), "--ip=127.0.0.1"]
    command += ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    sys.exit(subprocess.call([*command, *sys.argv[1:]], cwd=ROOT))


if __name__ == "__main__":
    main()
