"""Settings for every test: no network, no files outside a temporary folder."""

import os
import tempfile
from pathlib import Path

# Tests must not touch the last good output/ of the reader; kernels inherit the variable.
_scratch = tempfile.TemporaryDirectory(prefix="one-page-")
os.environ["OUTPUT_DIR"] = str(Path(_scratch.name) / "output")

# pytest-socket guards this process only. Every kernel runs this at its start, so notebooks are offline, too.
_startup = Path(_scratch.name) / "ipython" / "profile_default" / "startup"
_startup.mkdir(parents=True)
(_startup / "00-offline.py").write_text(
    "import pytest_socket\n"
    "pytest_socket.socket_allow_hosts(['127.0.0.1', '::1', 'localhost'], allow_unix_socket=True)\n"
    "del pytest_socket\n"
)
os.environ["IPYTHONDIR"] = str(_startup.parent.parent)
