"""Articles that are no HTML pages: plain text, Markdown, and PDF announcements (text of the first pages)."""

import io
import logging
import re
from typing import NamedTuple

PDF_PAGES = 6  # announcements say what they announce on the first pages

_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)\n---\s*\n", re.S)
_FIELD = re.compile(r"(?im)^(title|date|published|publish_date|time)\s*:\s*[\"']?(.+?)[\"']?\s*$")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r"^(?:=+|-+)$")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\((?:[^()\s]|\([^)]*\))*(?:\s+\"[^\"]*\")?\)")
_MARKS = re.compile(r"(\*\*|__|~~|`+)(.+?)\1|(?<![\w*])\*(?!\s)([^*]+?)\*(?![\w*])")
_LIST = re.compile(r"^\s{0,6}(?:[-*+]|\d{1,3}[.)])\s+|^\s{0,3}>\s?")
_INDENT = re.compile(r"^(?:\u3000{1,}| {3,}|\t)\s*")
_NO_START = re.compile(r"^[。，、；：！？）》”’,.;:!?)\]]")
_LINE_END = re.compile(r"[。！？；：.!?;:]['\"”’）)]*$")
_PDF_LABEL = re.compile(
    r"证券(?:代码|简称)|公告编号|股票(?:代码|简称)|编号[:：]|^\s*第?\s*\d+\s*页?|本公司(?:董事会|及)|误导性陈述|^\s*\d+\s*/\s*\d+\s*$"
)
_PDF_TITLE_END = re.compile(r"(?:公告|报告|通知|说明|声明|公示|纪要|简报|提示|书)\s*$")
_HAN = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")  # characters and their punctuation


class Document(NamedTuple):
    """What a document says: its title, its paragraphs, and texts that may give the day, the likeliest first."""

    title: str
    lines: list[str]
    dates: list[str]


def read_text(text: str, *, markdown: bool) -> Document:
    """A plain or Markdown text: the first heading or line is the title, blank lines end paragraphs of Markdown only."""
    fields = {}
    front = _FRONT_MATTER.match(text)
    if front:
        fields = {match[1].lower(): match[2] for match in _FIELD.finditer(front[1])}
        text = text[front.end() :]
    lines = _markdown_lines(text) if markdown or front else [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    title = fields.get("title", "")
    if not title and lines and len(lines[0]) <= 120:
        title, lines = lines[0], lines[1:]
    dates = [fields[name] for name in ("date", "published", "publish_date", "time") if name in fields]
    return Document(title, lines, [*dates, *(line for line in lines[:4] if len(line) < 80)])


def _markdown_lines(text: str) -> list[str]:
    """Paragraphs and items of Markdown without its marks; a paragraph's own line breaks are no breaks."""
    lines: list[str] = []
    open_paragraph = False
    for raw in text.splitlines():
        bare = raw.strip()
        if not bare or _UNDERLINE.match(bare) or bare.startswith("```"):
            open_paragraph = False
            continue
        heading, item = _HEADING.match(bare), _LIST.match(raw)
        line = _unmark(heading[1] if heading else _LIST.sub("", raw).strip())
        if open_paragraph and not heading and not item and not bare.startswith("|"):
            lines[-1] += ("" if _HAN.search(lines[-1][-1:]) else " ") + line
        elif line:
            lines.append(line)
        open_paragraph = not heading and bool(lines)
    return lines


def _unmark(line: str) -> str:
    line = _LINK.sub(r"\1", _IMAGE.sub("", line))
    line = _MARKS.sub(lambda match: match[2] or match[3], line)
    return " ".join(line.strip("|").replace("|", " ").split())


def read_pdf(body: bytes) -> Document | str:
    """Title, paragraphs and dates of a PDF's first pages, or in words why there are none."""
    import pypdf  # on use: it takes longer to import than most pages take to read

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns about every oddity of every file
    try:
        reader = pypdf.PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            return "encrypted PDF"
        pages = [page.extract_text() or "" for page in reader.pages[:PDF_PAGES]]
        metadata = reader.metadata
        title = str((metadata and metadata.get("/Title")) or "")
        created = str((metadata and metadata.get("/CreationDate")) or "")
    except Exception as error:  # pypdf meets damaged files with whatever its code happens to raise
        return f"damaged PDF ({type(error).__name__})"
    # an indented line keeps a blank in front: it begins a paragraph
    raw = [_INDENT.sub(" ", line.rstrip()) for page in pages for line in page.splitlines()]
    raw = [(" " if line.startswith(" ") else "") + " ".join(line.split()) for line in raw if line.strip()]
    if sum(map(len, raw)) < 20:
        return "PDF without a text layer (scanned?)"
    heading, rest = _pdf_title(raw)
    signed = [line.strip() for line in raw if len(line) < 40][-6:][::-1]
    return Document(_likely(title) or heading, _join(rest), [*signed, created.removeprefix("D:")[:8]])


def _likely(title: str) -> str:
    """A title from the file's properties, unless it is a file name or the name of a program."""
    bad = re.search(
        r"(?i)\.(?:docx?|pdf|wps|pptx?|xlsx?)$|microsoft|untitled|^[\W\d_]*$|^\w{0,3}$|\ufffd", title.strip()
    )
    return "" if bad or not 6 <= len(title) <= 100 else " ".join(title.split())


def _pdf_title(lines: list[str]) -> tuple[str, list[str]]:
    """The heading, perhaps over some lines, and what follows it."""
    start = next((i for i, line in enumerate(lines[:12]) if not _PDF_LABEL.search(line)), 0)
    parts: list[str] = []
    for index in range(start, min(start + 4, len(lines))):
        if parts and (
            lines[index].startswith(" ")
            or _PDF_LABEL.search(lines[index])
            or _LINE_END.search(lines[index])
            or len(lines[index]) > 60
        ):
            break
        parts.append(lines[index].strip())
        if _PDF_TITLE_END.search(lines[index]):
            break
    else:
        parts = parts[:1]
    return _glue(parts), lines[start + len(parts) :]


def _join(lines: list[str]) -> list[str]:
    """Lines of a printed page to paragraphs: a line that ends no sentence and is about full goes on in the next."""
    full = 0.75 * max((len(line) for line in lines), default=0)
    paragraphs: list[list[str]] = []
    goes_on = False
    for line in lines:
        if re.fullmatch(r"[\d\s/第页-]+", line):
            continue
        if paragraphs and (_NO_START.match(line) or (goes_on and not line.startswith(" "))):
            paragraphs[-1].append(line.strip())
        else:
            paragraphs.append([line.strip()])
        goes_on = len(line) >= full and not _LINE_END.search(line)
    return [_glue(parts) for parts in paragraphs]


def _glue(parts: list[str]) -> str:
    """One text of several lines; Chinese needs no blank between them."""
    text = ""
    for part in parts:
        blank = " " if text and not (_HAN.search(text[-1]) or _HAN.search(part[:1])) else ""
        text += blank + part
    return text
