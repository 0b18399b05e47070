"""From a page of text to its dispatches: the loader."""

import itertools
import re
import unicodedata
from pathlib import Path

import pandas as pd

COLUMNS = ["county", "headline", "byline", "text"]

# A sentence may end inside quotation marks or brackets: the closing mark belongs to it.
ENDS_A_SENTENCE = re.compile(r"(?:[。！？!?]|……)[”’」』）)》]*$")

HAN = r"[㐀-䶿一-鿿豈-﫿〇]"
# `name name …`: short names, perhaps with a dot (阿布力孜·买买提) or a label (记者).
NAME = rf"{HAN}{{1,4}}(?:·{HAN}{{1,8}})*"
LABEL = r"(?:本报|见习)?(?:记者|通讯员)[:：/ ]?"
BYLINE = re.compile(rf"^(?:{LABEL})?{NAME}(?: {NAME}){{0,7}}$")
MORE_BYLINE = re.compile(rf"^{LABEL}{NAME}(?: {NAME}){{0,7}}$")
# `county headline`: a name of Chinese characters, a space, a line without sentence punctuation.
HEAD = re.compile(rf"^(?!{LABEL})(?P<county>{HAN}{{1,16}}) (?P<headline>[^。！？!?]{{1,60}})$")

# Plain text of any kind: `title: name`, and perhaps a headline. Between two dollar signs a chart would read a formula.
TITLE = re.compile(r"^title[:：] ?(?P<county>[^\s$]{1,40})?(?: (?P<headline>.*))?$", re.IGNORECASE)


class ReportError(ValueError):
    """A page that cannot be read: one sentence with the file, the line and the remedy."""


def load_report(path: str | Path) -> pd.DataFrame:
    """Load a newspaper page and split it into its dispatches.

    The page is plain text (UTF-8 with or without BOM, or GB18030; any line ends). After some
    section lines each dispatch is a line `county headline`, a byline line and paragraphs.
    Paragraphs that a column end has cut in two are joined again. Any other text can be read when a
    line `title: name` stands above each of its parts: see `parse_report`.

    Parameters
    ----------
    path : str or Path
        The text file.

    Returns
    -------
    pd.DataFrame, one row per dispatch in page order
        `county, headline, byline, text`, all str. The paragraphs of `text` are separated by one
        newline; all offsets in later tables refer to this `text`.

    Raises
    ------
    ReportError
        If the path is missing, a folder, empty or not text, or if the page has no dispatch, a
        dispatch without byline or body, or the same county twice.

    Examples
    --------
    >>> load_report("data/report.txt")["county"].tolist()
    ['嘉善', '桐乡', '秀洲', '南湖', '平湖', '海盐', '海宁']
    """
    return parse_report(_decode(Path(path)), Path(path))


def parse_report(text: str, source: str | Path) -> pd.DataFrame:
    """Split the text of a page into its dispatches; `load_report` for a text that is already in memory.

    A text with a line `title: name` is plain text: each such line begins a part, the name takes the place of
    the county, headline and byline stay empty. A headline may follow the name after a space.

    Parameters
    ----------
    text : str
        The page.
    source : str or Path
        Where it comes from, for messages.

    Returns
    -------
    pd.DataFrame
        As from `load_report`.

    Raises
    ------
    ReportError
        As `load_report`, for everything but the file itself.

    Examples
    --------
    >>> parse_report("title: 青溪\\n新建公路3公里。", "memory")[["county", "text"]].values.tolist()
    [['青溪', '新建公路3公里。']]
    """
    control = re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise ReportError(f"{source}: line {line}: a binary file, not text; save the page as plain UTF-8 text.")
    lines = _numbered_lines(text)
    if not lines:
        raise ReportError(f"{source}: line 1: the file is empty; put the text of the page into it.")
    plain = any(TITLE.match(line) for _, line in lines)
    heads = _find_titles(lines, source) if plain else _find_heads(lines, source)
    ends = heads[1:] + [len(lines)]
    read = _part if plain else _dispatch
    rows = [read(lines[head:end], source) for head, end in zip(heads, ends)]
    dispatches = pd.DataFrame(rows, columns=COLUMNS, dtype="str")
    _require_unique_counties(dispatches, [lines[head][0] for head in heads], source)
    return dispatches


def _decode(path: Path) -> str:
    """Read the file as text, or say why that is impossible."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ReportError(f"{path}: there is no such file; check the path, it is read from {Path.cwd()}.") from None
    except IsADirectoryError:
        raise ReportError(f"{path}: this is a folder; give the path of one text file in it.") from None
    except PermissionError:
        # Windows answers so for a folder, too.
        reason = "this is a folder; give the path of one text file in it" if path.is_dir() else "the file may not be read; change its permissions"
        raise ReportError(f"{path}: {reason}.") from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
    raise ReportError(f"{path}: line {line}: neither UTF-8 nor GB18030; save the page as plain UTF-8 text.")


def _numbered_lines(text: str) -> list[tuple[int, str]]:
    """The lines that are not blank, each with its number, odd spaces made plain."""
    lines = []
    for number, line in enumerate(text.splitlines(), start=1):
        visible = "".join(c for c in line if unicodedata.category(c) != "Cf")
        plain = re.sub(r"\s+", " ", visible).strip()
        if plain:
            lines.append((number, plain))
    return lines


def _find_heads(lines: list[tuple[int, str]], source: str | Path) -> list[int]:
    """Positions of the dispatch heads in `lines`: a line `county headline` followed by a byline."""
    heads = []
    body_from = 0
    sentence_open = False
    for i, (number, line) in enumerate(lines):
        if heads and i < body_from:
            continue
        if _is_head(lines, i):
            heads.append(i)
            body_from = i + 1 + _byline_length(lines[i + 1 :])
            sentence_open = False
            continue
        if heads and HEAD.match(line) and not sentence_open:
            raise ReportError(
                f"{source}: line {number}: “{line}” looks like the head of a dispatch but no byline follows; "
                "add a line with the reporters' names below it."
            )
        if not heads and ENDS_A_SENTENCE.search(line):
            raise ReportError(
                f"{source}: line {number}: running text before the first dispatch; put a line `county headline` "
                "and a line with the reporters' names above it."
            )
        sentence_open = bool(heads) and not ENDS_A_SENTENCE.search(line)
    if not heads:
        raise ReportError(
            f"{source}: line {lines[-1][0]}: the page ends without a dispatch; each one needs a line `county headline`, "
            "below it a line with the reporters' names, then text."
        )
    return heads


def _find_titles(lines: list[tuple[int, str]], source: str | Path) -> list[int]:
    """Positions of the `title:` lines of a plain text."""
    for number, line in lines:
        title = TITLE.match(line)
        if title and not title["county"]:
            raise ReportError(f"{source}: line {number}: a title without a readable name; write `title: name`, up to 40 signs without spaces and dollar signs.")
    if not TITLE.match(lines[0][1]):
        raise ReportError(f"{source}: line {lines[0][0]}: text before the first `title:` line; put a line `title: name` above it.")
    return [i for i, (_, line) in enumerate(lines) if TITLE.match(line)]


def _part(lines: list[tuple[int, str]], source: str | Path) -> tuple[str, str, str, str]:
    """One row of the table from a part of a plain text: every line is a paragraph of its own."""
    number, head = lines[0]
    title = TITLE.match(head)
    if len(lines) == 1:
        raise ReportError(f"{source}: line {number}: the part “{title['county']}” has no text; add its paragraphs below the title.")
    return title["county"], title["headline"] or "", "", "\n".join(line for _, line in lines[1:])


def _is_head(lines: list[tuple[int, str]], i: int) -> bool:
    """A head has a byline below it. A slogan above a short headline has not: that headline is a head itself."""
    here, below, below_that = ([line for _, line in lines[i : i + 3]] + ["", ""])[:3]
    names_below = bool(HEAD.match(here) and BYLINE.match(below))
    return names_below and not (HEAD.match(below) and BYLINE.match(below_that))


def _byline_length(lines: list[tuple[int, str]]) -> int:
    """How many lines the byline takes: one, and those after it that say 记者 or 通讯员."""
    more = itertools.takewhile(lambda numbered: MORE_BYLINE.match(numbered[1]), lines[1:])
    return 1 + len(list(more))


def _dispatch(lines: list[tuple[int, str]], source: str | Path) -> tuple[str, str, str, str]:
    """One row of the table from the lines of one dispatch."""
    number, head = lines[0]
    county, headline = HEAD.match(head).group("county", "headline")
    body_from = 1 + _byline_length(lines[1:])
    byline = " ".join(line for _, line in lines[1:body_from])
    if body_from == len(lines):
        raise ReportError(f"{source}: line {number}: the dispatch “{county}” has no text; add its paragraphs below the byline.")
    return county, headline, byline, join_paragraphs([line for _, line in lines[body_from:]])


def join_paragraphs(pieces: list[str]) -> str:
    """Join pieces that a column end has cut in mid-sentence; keep the others as paragraphs.

    Parameters
    ----------
    pieces : list of str
        The blocks of text as they stand on the page.

    Returns
    -------
    str
        Paragraphs separated by newlines. Only the last one may lack its closing mark.

    Examples
    --------
    >>> join_paragraphs(["快速增", "长。", "未来可期。"])
    '快速增长。\\n未来可期。'
    """
    paragraphs = [""]
    for piece in pieces:
        if ENDS_A_SENTENCE.search(paragraphs[-1]):
            paragraphs.append("")
        paragraphs[-1] += piece
    return "\n".join(paragraphs)


def _require_unique_counties(dispatches: pd.DataFrame, numbers: list[int], source: str | Path) -> None:
    """Two dispatches under one name could not be told apart in any later table."""
    twice = dispatches["county"].duplicated()
    if twice.any():
        second = int(twice.to_numpy().argmax())
        county = dispatches["county"].iloc[second]
        first = dispatches["county"].tolist().index(county)
        raise ReportError(
            f"{source}: line {numbers[second]}: “{county}” already has a dispatch in line {numbers[first]}; "
            "rename one of the two or join them."
        )
