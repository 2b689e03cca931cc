"""Damaged documents of every format end in a record or in our own error, whatever the damage; each by its seed.

A few hundred in the suite, ten thousand with `make fuzz`. A case is made again by `mutated(seed)`.
"""

from __future__ import annotations

import os
import re
import time
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from random import Random

import pytest

from fixtures import pdf as plain_pdf
from fixtures.figures import form_of, history
from fixtures.model import CHOICES, Layout, Report
from fixtures.render import NO_SITE, render_report, render_text
from nianbao.overlay import overlay
from nianbao.reading import Input
from parsers.document import UnreadableDocument
from tests.documents import report_docx, report_pdf
from tests.reports import report

CASES, GROUPS = (10_000, 50) if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz" else (300, 10)
#: Of ten cases so many are of each format: PDF takes longest to read.
FORMATS = ["html"] * 4 + ["text"] * 2 + ["docx"] * 2 + ["pdf", "any"]
#: Processor seconds for one document, many times what the slowest takes.
SECONDS = 20

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
        return [
            render_text(r, leading=n % 2 == 0, trailing=t).encode()
            for r in made
            for n, t in enumerate(("kept", "seed"))
        ]
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


MUTATIONS: list[Mutation] = [flip, truncate, cut, double, splice, drop_tags, move_tags, recode, insert]


def in_the_package(data: bytes, mutate: Mutation, rng: Random) -> bytes:
    """A Word document of which one part is changed, and the package is whole."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        part = "word/document.xml" if rng.random() < 0.8 else rng.choice(old.namelist())
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, mutate(body, rng) if name == part and body else body)
    return file.getvalue()


def mutated(seed: int) -> bytes:
    """The document of one case."""
    rng = Random(seed)
    kind = FORMATS[seed % len(FORMATS)]
    data = rng.choice(originals(rng.choice(["html", "text", "docx", "pdf"]) if kind == "any" else kind))
    for _ in range(rng.choice([1, 1, 1, 2, 4])):
        mutate = rng.choice(MUTATIONS)
        if data.startswith(b"PK") and rng.random() < 0.8 and zipfile.is_zipfile(BytesIO(data)):
            try:
                data = in_the_package(data, mutate, rng)
                continue
            except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, RuntimeError, zlib.error):
                pass
        data = mutate(data, rng) or b"?"
    return data


def failure(seed: int) -> str | None:
    """What went wrong with one case, if anything did."""
    start = time.process_time()
    try:
        record, page = overlay(Input(mutated(seed)))
        record.to_json()
        assert page.count("data-cell=") <= len(record.cells)
    except UnreadableDocument as error:
        return None if "\n" not in str(error) else f"{seed}: {error}"
    except Exception as error:  # noqa: BLE001 -- any is what is looked for
        return f"{seed}: {type(error).__name__}: {error}"
    spent = time.process_time() - start
    return f"{seed}: {spent:.0f} seconds" if spent > SECONDS else None


@pytest.fixture(autouse=True)
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """What looks like DOC is not handed to LibreOffice where it is installed."""
    monkeypatch.setenv("PATH", "")


@pytest.mark.parametrize("group", range(GROUPS))
def test_no_damage_is_an_error_of_the_program(group: int) -> None:
    seeds = range(group * CASES // GROUPS, (group + 1) * CASES // GROUPS)
    assert [wrong for seed in seeds if (wrong := failure(seed))] == []
