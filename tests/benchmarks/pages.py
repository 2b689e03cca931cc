"""Parse against the floor of each format (the DOM, pdfplumber alone) in the same run."""

from __future__ import annotations

import inspect
import random
import time
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

import lxml.html
import pdfplumber
from bs4 import BeautifulSoup
from rich.console import Console
from rich.table import Table

from fixtures.figures import form_of, history
from fixtures.model import CHOICES, Layout
from fixtures.render import NO_SITE, render_report
from parsers.formats import read_document
from parsers.narrative import extract
from parsers.record import Section
from parsers.report import parse
from tests.documents import report_pdf
from tests.reports import report

PAGES = 100
ROUNDS = 5
#: Sentences per section with a figure and without, so that a report has about as many counts as real ones (30) and
#: as much prose (5,000 characters).
SENTENCES, PLAIN = 5, 15


def pages() -> list[bytes]:
    """`PAGES` pages over all layouts, both forms, from a fixed seed."""
    rng = random.Random(2024)
    found = []
    for number in range(PAGES):
        year = rng.choice([2019, 2020, 2022, 2023, 2024])
        options = {name: rng.choice(choices) for name, choices in CHOICES.items()} | {"charset": "utf-8"}
        made = report(year, history(str(number), {year: form_of(year)}, 40)[year], sentences=SENTENCES, plain=PLAIN)
        found.append(render_report(made, Layout.of(options), site=NO_SITE | {"invented": ""}).encode())
    return found


def floor(page: bytes) -> None:
    """What any reader must do: the tree, and every cell's text."""
    for cell in lxml.html.document_fromstring(page).iter("td", "th"):
        "".join(cell.itertext())


def best(works: Mapping[str, Callable[[Any], object]], inputs: Sequence[Any]) -> dict[str, float]:
    """For each of `works` the shortest of `ROUNDS` runs on each input, summed, in seconds.

    They take turns on every input: a machine that slows down does so for all of them.
    """
    shortest = {name: [float("inf")] * len(inputs) for name in works}
    for _ in range(ROUNDS):
        for number, given in enumerate(inputs):
            for name, work in works.items():
                start = time.perf_counter()
                work(given)
                shortest[name][number] = min(shortest[name][number], time.perf_counter() - start)
    return {name: sum(times) for name, times in shortest.items()}


def bare_pdf(file: bytes) -> None:
    """What any reader over pdfplumber must do: the tables and the text of every page."""
    with pdfplumber.open(BytesIO(file)) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.extract_text()


def show(title: str, measured: dict[str, float], base: str, documents: int) -> None:
    """Print seconds for all documents as milliseconds a document and as multiples of the base."""
    table = Table(title=title, title_justify="left")
    for name, align in (("", "left"), ("ms each", "right"), ("× floor", "right")):
        table.add_column(name, justify=align)  # type: ignore[arg-type]
    for name, seconds in measured.items():
        table.add_row(name, f"{seconds / documents * 1000:.2f}", f"{seconds / measured[base]:.2f}")
    Console().print(table)


def bench_pages() -> None:
    """HTML pages against the DOM."""
    found = pages()
    prose: dict[bytes, tuple[tuple[Section, ...], int | None]] = {}
    for page in found:
        record = parse(page)
        prose[page] = record.sections, record.year
    floor_name = "the same + text of every cell (floor)"
    works: dict[str, Callable[[bytes], object]] = {
        "lxml.html.document_fromstring": lxml.html.document_fromstring,
        floor_name: floor,
        "whole parse: bytes to record": parse,
        "of it, narrative counts": lambda page: extract(*prose[page]),
    }
    # The trees of BeautifulSoup leave much to be collected, which is not to be counted to what has its turn next.
    measured = best(works, found) | best(
        {"BeautifulSoup's tree alone": lambda page: BeautifulSoup(page, "lxml")}, found
    )
    kind = "source" if inspect.isfunction(parse) else "compiled"
    size = sum(map(len, found)) / PAGES / 1000
    show(f"{PAGES} pages, {size:.0f} KB each, parser: {kind}", measured, floor_name, PAGES)


def bench_pdfs() -> None:
    """PDFs against pdfplumber alone."""
    made = [
        report(year, history("", {year: form_of(year)}, 40)[year], sentences=SENTENCES, plain=PLAIN)
        for year in (2020, 2023, 2024)
    ]
    files = [report_pdf(one) for one in made]
    floor_name = "pdfplumber's tables and text (floor)"
    works: dict[str, Callable[[bytes], object]] = {
        floor_name: bare_pdf,
        "reading: bytes to lines and grids": read_document,
        "whole parse: bytes to record": parse,
    }
    measured = best(works, files)
    show(f"{len(files)} PDFs", measured, floor_name, len(files))


def main() -> None:
    """Print the ratios."""
    bench_pages()
    bench_pdfs()
