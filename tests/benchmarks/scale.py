"""The whole pipeline on an archive of invented reports: what each stage costs, and that memory does not grow.

Times are given as multiples of a floor that is measured in the same run wherever there is one; seconds say something
of this machine alone. Two archives are made, one of half of the reports, to see what grows with their number.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from nianbao.describe import questions
from tests.benchmarks.crawl import table_of
from tests.benchmarks.readers import Answers, every_page, pages, question_url, readers, search_urls
from tests.benchmarks.stages import Measured, clocked, measured
from tests.commands import serving

MEGABYTE = 1 << 20
ROUNDS = 3
#: Captures of an index that is opened.
MANY = 100_000
#: Words of one, two and four characters to search for: one in most reports, one in some, one in none.
WORDS = {
    "1 character": "网",
    "2 characters": "公开",
    "2, less frequent": "抖音",
    "6 characters": "政府信息公开",
    "not with another": "公开 -抖音",
    "none": "渔业",
}
AGENCY = "教育局"
#: Stages whose memory is compared, with what they are given; made in this order.
STAGES: dict[str, tuple[str, ...]] = {
    "open without index": ("indexed",),
    "open": ("opened",),
    "build, 1 process": ("built", "1"),
    "build, 2 processes": ("built", "2"),
    "build, dask local": ("built", "local"),
    "refresh, nothing new": ("refreshed",),
    "export": ("exported", "{}/export"),
    "release": ("released", "{}/release"),
}


def main(count: int, seed: int, keep: str | None = None, copies: int | None = None) -> None:
    """Measure and print; with `copies`, what is read also of a database of so many times the counties."""
    console = Console(width=110)
    console.print(f"{count:,} reports, seed {seed}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with _home(keep) as home:
        small, large = (
            _stages(home / name, reports, seed) for name, reports in (("half", count // 2), ("whole", count))
        )
        data = home / "whole"
        console.print(_builds(home / "half", count // 2))
        console.print(_times(large, measured("many", data, MANY), count))
        console.print(_floors(data))
        console.print(_sizes(data, large["export"]))
        console.print(_memory(small, large, count))
        console.print(*_questions(data, data / "export"))
        console.print(_readers(data))
        if copies:
            (home / "many").mkdir()
            told = measured("multiplied", home / "many", data, copies)
            console.print(
                f"{told['reports']:,.0f} reports in {told['size'] / 1e9:.1f} GB, made in {told['seconds']:,.0f} s"
            )
            console.print(*_questions(home / "many"))
    console.print(f"load at the end {os.getloadavg()[0]:.1f}")


@contextmanager
def _home(keep: str | None) -> Iterator[Path]:
    if keep:
        Path(keep).mkdir()
        yield Path(keep)
        return
    with TemporaryDirectory() as directory:
        yield Path(directory)


def _stages(data: Path, count: int, seed: int) -> dict[str, Measured]:
    """What each stage measures on an archive of its own."""
    data.mkdir()
    made = {"write the archive": measured("made", data, count, seed)}
    return made | {
        name: measured(stage, data, *(argument.format(data) for argument in arguments))
        for name, (stage, *arguments) in STAGES.items()
    }


def _builds(data: Path, count: int) -> Table:
    """Who parses: best of some rounds in turn, for others may use the machine meanwhile."""
    kinds = {name: stage for name, stage in STAGES.items() if name.startswith("build")}
    rounds = [
        {name: measured(*stage[:1], data, *stage[1:])["seconds"] for name, stage in kinds.items()}
        for _ in range(ROUNDS)
    ]
    best = {name: min(each[name] for each in rounds) for name in kinds}
    table = table_of(f"Who parses, {count:,} reports, best of {ROUNDS} in turn", "ms a report", "× one process")
    for name, seconds in best.items():
        table.add_row(name, f"{1000 * seconds / count:.1f}", f"{seconds / best['build, 1 process']:.2f}")
    return table


def _times(found: dict[str, Measured], opened: Measured, count: int) -> Table:
    table = table_of(f"Stages, {count:,} reports", "seconds", "ms a report")
    for name, told in found.items():
        table.add_row(name, f"{told['seconds']:.1f}", f"{1000 * told['seconds'] / count:.2f}")
    scanned = found["open without index"]
    table.add_row(
        "open without index, 100,000 captures", f"{scanned['seconds'] / scanned['captures'] * 100_000:.0f}", ""
    )
    table.add_row(f"open {MANY:,} captures", f"{opened['open']:.1f}", "")
    table.add_row(f"go through them, {opened['each']:,.0f} bytes of memory each", f"{opened['through']:.1f}", "")
    nothing = found["refresh, nothing new"]
    table.add_row("of a refresh, one portal's loading", f"{nothing['portal']:.3f}", "")
    table.add_row("of a refresh with nothing new, what is made of all rows", f"{nothing['finish']:.2f}", "")
    return table


def _floors(data: Path) -> Table:
    parsed, loaded = measured("parsed", data), measured("loaded", data)
    table = table_of("Against what anybody must do", "× floor")
    size = f"{parsed['bytes'] / 1000:.0f} KB, {parsed['characters']:,.0f} characters of prose"
    table.add_row(f"tree and text of every cell of a page ({size})", "1.00")
    table.add_row("parse: bytes to record", f"{parsed['parse'] / parsed['floor']:.2f}")
    table.add_row("executemany of the same rows, tables and indexes alone", "1.00")
    table.add_row("the same with the search index", f"{loaded['searched'] / loaded['bare']:.2f}")
    table.add_row("load: record to rows, a transaction a report", f"{loaded['load'] / loaded['bare']:.2f}")
    return table


def _sizes(data: Path, exported: Measured) -> Table:
    sizes = measured("sizes", data)
    table = table_of("Size", "bytes a report", "GB for 800,000")
    named = {
        "WARC": sizes["warc"], "index of the archive": sizes["index"], "SQLite": sizes["db"],
        "of it, search index": sizes["search"], "Parquet": exported["bytes"],
    }  # fmt: skip
    for name, size in named.items():
        each = size / sizes["reports"]
        table.add_row(name, f"{each:,.0f}", f"{each * 800_000 / 1e9:.1f}")
    return table


def _memory(small: dict[str, Measured], large: dict[str, Measured], count: int) -> Table:
    """Peaks of both archives; bytes that a further report costs tell what grows with their number."""
    less = count // 2
    table = table_of("Peak memory of the process", f"MB, {less:,} reports", f"MB, {count:,}", "bytes a further report")
    for name in small:
        one, other = small[name]["peak"], large[name]["peak"]
        each = (other - one) / (count - less)
        table.add_row(name, f"{one / MEGABYTE:.0f}", f"{other / MEGABYTE:.0f}", f"{each:,.0f}")
    return table


def _questions(data: Path, exported: Path | None = None) -> Iterator[Table]:
    """Each question of all portals, in Datasette over HTTP and in DuckDB over Parquet; the search; every kind of page.

    Datasette has its own limits of time: an answer that would pass them is told as what was said instead.
    """
    asked = table_of(f"Questions, best of {ROUNDS}", "Datasette ms", *(["DuckDB ms"] if exported else []))
    found = table_of(f"Search, best of {ROUNDS}", "its page, ms", "table of sections, ms")
    pages = table_of(f"Pages, best of {ROUNDS}", "ms")
    duck = _duckdb(exported) if exported else None
    with serving(data) as root:
        for name, question in questions().items():
            cells = [_best(question_url(root, name, question["params"], AGENCY))]
            if duck:
                given = f"of_agency := '{AGENCY}'" if question["params"] == ["agency"] else ""
                cells.append(_best_of(lambda sql=f"FROM {name}({given})": duck.execute(sql).fetchall()))  # type: ignore[misc]
            asked.add_row(name, *cells)
        for name, word in WORDS.items():
            found.add_row(f"{word} ({name})", *map(_best, search_urls(root, word)))
        for name, url in every_page(root).items():
            pages.add_row(name, _best(url))
    if duck:
        duck.close()
    yield from (asked, found, pages)


def _duckdb(export: Path) -> Any:
    import duckdb

    os.chdir(export)  # The Parquet files are named as in docs/duckdb.md.
    connection = duckdb.connect()
    connection.execute((Path(__file__).parents[2] / "docs" / "duckdb.sql").read_text(encoding="utf-8"))
    return connection


def _best(url: str) -> str:
    """Milliseconds of the best of some answers; what was said where there is none."""
    answers = Answers()
    for _ in range(ROUNDS):
        answers.ask(url)
    return f"{1000 * min(answers.seconds):.0f}" if answers.seconds else answers.errors[0][:30]


def _best_of(work: Any) -> str:
    return f"{1000 * min(clocked(work) for _ in range(ROUNDS)):.0f}"


def _readers(data: Path) -> Table:
    """Readers at once, alone and while all portals are loaded again."""
    table = table_of("50 readers at once", "answers", "errors", "median ms", "95 of 100", "slowest")
    with serving(data) as root:
        for url in pages(root):
            Answers().ask(url)
        stop = threading.Event()
        stop.set()
        table.add_row("nothing is written", *readers(root, stop).summary())
        stop = threading.Event()
        writer = threading.Thread(target=lambda: (measured("reloaded", data), stop.set()))
        writer.start()
        table.add_row("every portal is read anew", *readers(root, stop).summary())
        writer.join()
    return table
