"""Write data/SHA256SUMS anew after a data file was changed on purpose."""

import hashlib

from execute import ROOT

DATA = ROOT / "data"


def main() -> None:
    files = sorted(path for path in DATA.rglob("*") if path.is_file() and path.name not in ("README.md", "SHA256SUMS"))
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(DATA).as_posix()}\n" for path in files]
    (DATA / "SHA256SUMS").write_text("".join(lines), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
