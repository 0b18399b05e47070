"""Open JupyterLab on this machine only, without its news and update fetchers."""

import json
import subprocess
import sys
from pathlib import Path

from execute import ROOT

OPTIONS = [
    "--ip=127.0.0.1",
    f"--ServerApp.root_dir={ROOT}",
    "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
]


# Without this JupyterLab asks at its first start whether it may fetch news.
SETTINGS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}


def main() -> None:
    overrides = Path(sys.prefix) / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    overrides.parent.mkdir(parents=True, exist_ok=True)
    overrides.write_text(json.dumps(SETTINGS), "utf-8")
    sys.exit(subprocess.call([sys.executable, "-m", "jupyterlab", *OPTIONS, *sys.argv[1:]], cwd=ROOT))


if __name__ == "__main__":
    main()
