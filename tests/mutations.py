"""Ways to damage a document of any format; each draws from the generator that it is given."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from random import Random

from fixtures import pdf as plain_pdf
from fixtures.figures import form_of, history
from fixtures.model import CHOICES, Layout, Report
from fixtures.render import NO_SITE, render_report, render_text
from tests.documents import report_docx, report_pdf
from tests.reports import report
from tests.text_shapes import SHAPES, text

Mutation = Callable[[bytes, Random], bytes]


@cache
def originals(kind: str) -> list[bytes]:
    """Whole documents of one format."""
    rng = Random(7)
    made = [report(year, history(str(year), {year: form_of(year)}, 40)[year], sentences=3) for year in (2019, 2023)]
    small = Report(**{f: getattr(made[1], f) for f in made[1].__slots__} | {"figures": {
        table: cells for table, cells in made[1].figures.items() if table != "applications"
    }})  # fmt: skip
    if kind == "text":
        printed = [
            render_text(r, leading=n % 2 == 0, trailing=t).encode()
            for r in made
            for n, t in enumerate(("kept", "seed"))
        ]
        return printed + [text(r, shape) for r in made for shape in SHAPES]
    if kind == "docx":
        return [report_docx(r) for r in made]
    if kind == "pdf":
        return [report_pdf(small), plain_pdf.report_pdf(small), plain_pdf.text_pdf([small.title, *small.preamble])]
    pages = []
    for number in range(6):
        layout = Layout.of({name: rng.choice(choices) for name, choices in CHOICES.items()})
        page = render_report(made[number % 2], layout, site=NO_SITE | {"invented": ""})
        pages.append(page.encode("gb18030" if layout.charset == "gbk" else "utf-8"))
    return pages


def _span(data: bytes, rng: Random) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + int(rng.paretovariate(0.5)))


def flip(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 30)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def truncate(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(len(data))]


def cut(data: bytes, rng: Random) -> bytes:
    start, end = _span(data, rng)
    return data[:start] + data[end:]


def double(data: bytes, rng: Random) -> bytes:
    start, end = _span(data, rng)
    return data[:end] + data[start:end] * rng.randint(1, 3) + data[end:]


def splice(data: bytes, rng: Random) -> bytes:
    other = rng.choice(originals(rng.choice(["html", "text", "docx", "pdf"])))
    (start, end), (first, last) = _span(data, rng), _span(other, rng)
    return data[:start] + other[first:last] + data[end:]


def drop_tags(data: bytes, rng: Random) -> bytes:
    share = rng.choice([0.002, 0.05, 0.5])
    return re.sub(rb"<[^<>]*>", lambda tag: b"" if rng.random() < share else tag[0], data)


def move_tags(data: bytes, rng: Random) -> bytes:
    tags = re.findall(rb"<[^<>]*>", data) or [b"|", b"<td>"]
    return re.sub(rb"<[^<>]*>", lambda tag: rng.choice(tags) if rng.random() < 0.01 else tag[0], data)


def recode(data: bytes, rng: Random) -> bytes:
    text = data.decode(rng.choice(["utf-8", "gb18030", "latin-1"]), "ignore")
    return text.encode(
        rng.choice(["utf-16", "utf-16-be", "utf-32", "big5", "gb18030", "utf-8-sig", "shift-jis"]), "replace"
    )


WORDS = [
    b"\x00", b"\xff\xfe", b'<table colspan="', b'<td rowspan="99999999999" colspan="-1">', b"<!--[", b"<![CDATA[", b"&#0;", b"&#xffffffff;",
    b"<svg><desc>", b"<plaintext>", b"<script>", b"9" * 400, b"1e999", b"-0", b"NaN", "一、总体情况".encode(), "总计".encode(), "其中".encode(),
    "〔图〕".encode(), "\u202e\ud7ff\ue000".encode(), b"|" * 50, b"\n" * 50, b"\t", b"<w:tbl>", b"<w:p/>", b"endstream", b"obj", b"0 0 0 0 re",
    b"[", b"<<", b"/Filter/LZWDecode", b"/Length -1", b"/Kids[1 0 R]", b"(\\377", b"\xed\xa0\x80", b"%PDF-", b"PK\x03\x04", b"{\\rtf",
]  # fmt: skip


def insert(data: bytes, rng: Random) -> bytes:
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.choice(WORDS) + data[at:]
    return data


#: What stands in lines of text between the rows of a table, or is left of these.
LINES = [
    b"|",
    b"| |",
    b"| " * 60,
    b"+---+---+",
    b"|---|---|",
    "├──┼──┤".encode(),
    b"",
    b"12",
    b"- 3 -",
    "2022年".encode(),
]


def mix_lines(data: bytes, rng: Random) -> bytes:
    lines = data.split(b"\n")
    for _ in range(rng.randint(1, 12)):
        change = rng.choice(["drop", "double", "move", "add"])
        at = rng.randrange(len(lines))
        line = rng.choice(LINES) if change == "add" else lines[at]
        if change in ("drop", "move") and len(lines) > 1:
            del lines[at]
        if change != "drop":
            lines.insert(rng.randrange(len(lines) + 1), line)
    return b"\n".join(lines)


MUTATIONS: list[Mutation] = [flip, truncate, cut, double, splice, drop_tags, move_tags, recode, insert, mix_lines]


def in_the_package(data: bytes, mutate: Mutation, rng: Random) -> bytes:
    """A Word document of which one part is changed, and the package is whole."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        part = "word/document.xml" if rng.random() < 0.8 else rng.choice(old.namelist())
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, mutate(body, rng) if name == part and body else body)
    return file.getvalue()
