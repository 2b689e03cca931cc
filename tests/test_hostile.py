"""Documents made to exhaust their reader end in a record with a finding or in one line, within bounds."""

from __future__ import annotations

import multiprocessing
import resource
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from parsers.document import UnreadableDocument
from parsers.report import parse
from tests.hostile import MAKERS

#: Bytes beyond what the tests themselves have, and processor seconds; the making of the document included.
MEMORY = 1_000_000_000
SECONDS = 30

PAGE = "page of 54,400,196 bytes is larger than any report"
LONG = "more than 1,000,000 characters of text: no report is that long"
LINES = "more than 20,000 lines and tables: no report is that long"
CELLS = "a table of more than 40,000 cells: no report has one"
BOMB = "PDF that unpacks to more than 100,000,000 bytes: no report is so large"
NO_REPORT = "parse.not_a_report"
MISSING = "parse.table_missing parse.table_missing parse.table_missing"
UNREAD = "parse.page_unread parse.unreadable"

OUTCOMES = {
    "page of 50 MB": PAGE,
    "page of 50 MB of picture": "parse.unreadable",
    "a million nested tags": NO_REPORT,
    "a million nested inline tags": NO_REPORT,
    "nested tables": NO_REPORT,
    "huge spans": NO_REPORT,
    "a million rows": CELLS,
    "rows of cells": CELLS,
    "a row of many remarks": "parse.table_missing parse.table_missing parse.table_withheld",
    "many tables": LINES,
    "a million attributes": NO_REPORT,
    "many headings": LINES,
    "blanks after a word": MISSING,
    "scripts between letters": MISSING,
    "struck figures between letters": MISSING,
    "hidden figures between letters": MISSING,
    "angles": LONG,
    "open comments": NO_REPORT,
    "a line of 50 MB": LONG,
    "a line of a million digits": MISSING,
    "a line of pipes": NO_REPORT,
    "a line of rules": NO_REPORT,
    "a million lines": LINES,
    "words between two pipes": "parse.table_missing parse.table_missing parse.table_withheld",
    "halves of words between two pipes": "parse.table_missing parse.table_missing parse.table_withheld",
    "a drawn table of many rows": "a table of more than 40,000 cells: no report has one",
    "drawn lines of a million characters": "more than 1,000,000 characters of text: no report is that long",
    "pipes alone": "parse.table_missing parse.table_missing parse.table_withheld",
    "a million headings": LINES,
    "open brackets": MISSING,
    "escaped comments": MISSING,
    "rows of a known label": "parse.table_missing parse.table_missing parse.table_withheld",
    "rows of a known label without a last pipe": "parse.table_missing parse.table_missing parse.table_withheld",
    "zip bomb": "DOCX that unpacks to 150,000,558 bytes, 150,000,558 of markup: no report is so large",
    "zip bomb in a picture": "DOCX that unpacks to 150,000,671 bytes, 671 of markup: no report is so large",
    "Word with many rows": CELLS,
    "Word with nested controls": "damaged DOCX (XMLSyntaxError)",
    "Word with nested entities": "damaged DOCX (XMLSyntaxError)",
    "PDF whose pages hold themselves": "parse.unreadable",
    "PDF of very many pages": "parse.unreadable",
    "PDF of pages in pages": "damaged PDF (RecursionError)",
    "PDF of many pages": "parse.pages_dropped parse.unreadable",
    "PDF with nested arrays": "damaged PDF (AttributeError)",
    "PDF with references that go round": "parse.unreadable",
    "PDF with a table of objects that goes round": "damaged PDF (RecursionError)",
    "PDF bomb": BOMB,
    "PDF bomb in a bomb": BOMB,
    "PDF bomb with a false checksum": UNREAD,
    "PDF bombs, each small": BOMB,
    "PDF bomb of run lengths": BOMB,
    "PDF with a million characters": UNREAD,
    "PDF with a string of a million characters": UNREAD,
    "PDF of boxes": UNREAD,
    "PDF of a fine grid": "parse.unreadable",
    "PDF of pictures over words": f"parse.text_hidden {NO_REPORT}",
    "PDF of many pages thick with words": NO_REPORT,
    "PDF of instructions on many pages": " ".join(["parse.page_unread"] * 96 + ["parse.unreadable"]),
    "PDF form that draws itself": "parse.unreadable",
    "PDF forms that draw forms": UNREAD,
}


def _read(name: str, answer: Connection) -> None:
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        record = parse(MAKERS[name]())
    except UnreadableDocument as error:
        answer.send(str(error))
    else:
        answer.send(" ".join(f.rule for f in record.findings if f.rule.startswith("parse.") and "year" not in f.rule))


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs the limits of Linux")
@pytest.mark.parametrize("name", MAKERS)
def test_within_bounds(name: str) -> None:
    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    reader = fork.Process(target=_read, args=(name, sender))
    reader.start()
    sender.close()
    outcome = receiver.recv() if receiver.poll(SECONDS * 8) else "nothing"
    reader.kill()
    reader.join()
    assert outcome == OUTCOMES[name]
