"""The receipt of a run: what went in, what ran, what came out, as checksums; and the comparison of two receipts."""

import hashlib
import importlib.metadata
import json
import platform
import re
from pathlib import Path

import nbformat
import pylopdf_fonts_zh_cn

from execute import ROOT, notebook_paths

# The receipt that comes with the collection; `make store` writes it.
STORED = ROOT / "tests" / "receipt.json"
RESULTS = ["tables", "charts", "ledger", "words", "problems"]
CAUSES = {
    "parameters": "other parameters",
    "inputs": "input changed",
    "notebooks": "notebook changed",
    "helpers": "helper changed",
    "packages": "library changed",
    "font": "font changed",
    "platform": "another platform",
}


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_receipt(folder: Path, seconds: dict[str, float], parameters: dict[str, str] | None = None) -> dict:
    """Write `receipt.json` for all results in a folder; `seconds` says how long each notebook or step took."""
    files = [path for kind in RESULTS for path in sorted((folder / kind).glob("*"))]
    report = [Path(parameters["report"])] if parameters else []
    data = sorted(path for path in (ROOT / "data").rglob("*") if path.is_file() and path.name not in ("README.md", "SHA256SUMS"))
    receipt = {
        "parameters": {name: value for name, value in (parameters or {}).items() if name != "report"},
        "inputs": {path.name: sha256(path) for path in report} | {path.relative_to(ROOT).as_posix(): sha256(path) for path in data},
        "notebooks": {path.name: _code(path) for path in notebook_paths() if path.stem in seconds},
        "helpers": {path.relative_to(ROOT).as_posix(): sha256(path) for path in sorted((ROOT / "helpers").rglob("*")) if path.suffix in (".py", ".mplstyle")},
        "packages": _versions(),
        "font": {"Noto Sans SC": sha256(Path(pylopdf_fonts_zh_cn.sans_path()))},
        "platform": {"python": platform.python_version(), "system": platform.system(), "machine": platform.machine()},
        "seconds": {name: round(taken, 1) for name, taken in seconds.items()},
        "artefacts": {path.relative_to(folder).as_posix(): sha256(path) for path in files},
    }
    (folder / "receipt.json").write_text(json.dumps(receipt, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return receipt


def _code(path: Path) -> str:
    """The checksum of what a notebook runs: its code, not its prose and its outputs."""
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    return hashlib.sha256("\n\n".join(cells).encode()).hexdigest()


def _versions() -> dict[str, str]:
    """The installed versions of all packages that the lock names and this platform has."""
    names = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text("utf-8"), re.M)
    installed = {re.sub("[-_.]+", "-", package.name).lower(): package.version for package in importlib.metadata.distributions()}
    return {name: installed[name] for name in sorted(set(names)) if name in installed}


def compare(before: dict, after: dict) -> list[str]:
    """Say whether two runs gave the same, and if not, what differs and why that is likely."""
    old, new = before["artefacts"], after["artefacts"]
    names = sorted(set(old) | set(new))
    differ = [name for name in names if old.get(name) != new.get(name)]
    if not differ:
        return [f"same: {len(names)} of {len(names)} artefacts"]
    lines = [f"different: {len(differ)} of {len(names)} artefacts"]
    lines += [f"  {name}{'' if name in new else ' is missing'}{'' if name in old else ' is new'}" for name in differ]
    return lines + [f"likeliest cause: {cause}" for cause in _causes(before, after, differ)]


def _causes(before: dict, after: dict, differ: list[str]) -> list[str]:
    """What changed between two receipts, the likeliest first."""
    order = list(CAUSES)
    if all(name.startswith("charts/") for name in differ):
        # Pictures alone: what draws them comes before what is computed.
        order.sort(key=lambda part: part not in ("font", "packages"))
    found = []
    for part in order:
        old, new = before.get(part, {}), after.get(part, {})
        changed = [name for name in sorted(set(old) | set(new)) if old.get(name) != new.get(name)]
        if changed:
            found.append(f"{CAUSES[part]}: {', '.join(_change(name, old, new) for name in changed[:5])}{' …' if len(changed) > 5 else ''}")
    return found or ["nothing that a receipt records; the code gives another result when it runs again"]


def _change(name: str, old: dict, new: dict) -> str:
    """A name, with what it was and is where that is short enough to say."""
    before, after = old.get(name, "none"), new.get(name, "none")
    return f"{name} {before} → {after}" if len(before + after) < 40 else name
