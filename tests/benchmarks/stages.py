"""Each stage of the pipeline in a process of its own, so that its time and its peak of memory are its own.

`python -m tests.benchmarks.stages NAME DATA …` does one and prints what it measured as JSON.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from db.database import finish, open_db
from db.export import export
from db.known import forget
from db.load import load
from db.schema import TABLES
from nianbao.data import DataDirectory
from nianbao.loading import load_captures, origin_of
from nianbao.parsing import Parsing
from nianbao.progress import Display
from nianbao.rebuild import build
from nianbao.release import release_to
from nianbao.workers import hired
from parsers.report import parse
from scraper.archive import Archive
from scraper.index import NAME, Index
from tests.benchmarks.copies import multiply
from tests.benchmarks.country import make

Measured = dict[str, float]
#: Reports that are parsed and loaded to be compared with a floor.
SAMPLE = 200


def measured(stage: str, *arguments: object) -> Measured:
    """What a stage measures, in a process of its own, with its `seconds` and `peak` in bytes."""
    command = [sys.executable, "-m", "tests.benchmarks.stages", stage, *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603
    found: Measured = json.loads(done.stdout)
    return found


def peak() -> float:
    """The most memory that this process has had, in bytes."""
    told = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    assert told is not None
    return 1024.0 * int(told[1])


def quiet() -> Display:
    """A display that says nothing."""
    display = Display()
    display.say = lambda _line: None  # type: ignore[method-assign]
    return display


def clocked(work: Callable[[], object]) -> float:
    """Seconds that a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def made(data: DataDirectory, count: str, seed: str) -> Measured:
    """An archive of invented reports."""
    return {"captures": make(data.warc, int(count), int(seed))}


def indexed(data: DataDirectory) -> Measured:
    """Opening an archive that has no index."""
    (data.warc / NAME).unlink(missing_ok=True)
    return opened(data)


def opened(data: DataDirectory) -> Measured:
    """Opening an archive."""
    before = peak()
    with Archive.open(data.warc) as archive:
        return {"captures": len(archive), "grown": peak() - before}


def many(data: DataDirectory, count: str) -> Measured:
    """Opening an index of so many captures, like those of `data`, over a file of the right size that is empty but for
    its last record, by which an archive tells whether file and index fit."""
    with data.open_archive(readonly=True) as archive:
        known = list(islice(archive.captures(), 1000))
    others, last = int(count) - 1, known[0]
    with (data.warc / last.filename).open("rb") as file:
        file.seek(last.offset)
        record = file.read(last.length)
    with TemporaryDirectory() as directory:
        name = "nianbao-many.warc.gz"
        captures = (
            replace(known[n % len(known)], id=str(UUID(int=n)), url=f"{known[n % len(known)].url}?{n}", filename=name,
                    digest=f"sha256:{n:064x}", offset=1000 * n, length=1000)
            for n in range(others)
        )  # fmt: skip
        with closing(Index.open(Path(directory), writing=True)) as index:
            while some := list(islice(captures, 1000)):
                index.append(some)
            index.append([replace(last, filename=name, offset=1000 * others)])
        with (Path(directory) / name).open("wb") as file:
            file.seek(1000 * others)
            file.write(record)
        before = peak()
        start = time.perf_counter()
        with Archive.open(directory) as archive:
            seconds = time.perf_counter() - start
            assert (len(archive), archive.problems) == (int(count), [])
            through = clocked(lambda: sum(1 for _ in archive.captures()))
            return {"open": seconds, "through": through, "each": (peak() - before) / int(count)}


def built(data: DataDirectory, workers: str) -> Measured:
    """`nianbao build`; `workers` is a number of processes or `local` for a dask cluster on this machine."""
    choice = (None, workers) if workers == "local" else (int(workers), None)
    with hired(*choice) as hands:
        outcomes, problems = build(data, quiet(), hands)
    assert not problems
    return {"reports": outcomes["new"]}


def refreshed(data: DataDirectory) -> Measured:
    """What a refresh does besides crawling when nothing is new."""
    with data.open_archive() as archive, closing(data.open_database()) as db:
        outcomes = load_captures(db, archive, lambda _done, _of: None)
        whole = clocked(lambda: finish(db))
        one = clocked(lambda: load_captures(db, archive, lambda _done, _of: None, archive.portals()[0]))
    assert not outcomes
    return {"finish": whole, "portal": one}


def reloaded(data: DataDirectory) -> Measured:
    """Every portal's rows taken out and made again, each portal in one transaction and in one process."""
    with data.open_archive() as archive, closing(data.open_database()) as db:
        parsing = Parsing(str(data.warc))
        for portal in archive.portals():
            with db.atomic():
                forget(db, portal)
                load_captures(db, archive, lambda _done, _of: None, portal, parsing)
        finish(db)
    return {}


def exported(data: DataDirectory, out: str) -> Measured:
    """Parquet files of every table."""
    Path(out).mkdir()
    export(data.database, Path(out), "parquet")
    return {"bytes": sum(file.stat().st_size for file in Path(out).rglob("*.parquet"))}


def released(data: DataDirectory, out: str) -> Measured:
    """`nianbao release`."""
    release_to(data, Path(out))
    shutil.rmtree(out)
    return {}


def parsed(data: DataDirectory) -> Measured:
    """Parsing pages against their tree and the text of every cell."""
    from tests.benchmarks.pages import best, floor

    pages = sample(data)
    times = best({"floor": floor, "parse": parse}, pages)
    characters = sum(len(section.text) for page in pages for section in parse(page).sections)
    size = sum(map(len, pages))
    return {**times, "characters": characters / len(pages), "bytes": size / len(pages)}


def sample(data: DataDirectory) -> list[bytes]:
    """Some pages of reports, spread over the archive."""
    with data.open_archive(readonly=True) as archive:
        captures = list(archive.captures("report"))
        return [archive.payload(capture) for capture in captures[:: max(1, len(captures) // SAMPLE)][:SAMPLE]]


def loaded(data: DataDirectory) -> Measured:
    """Loading against the same rows given to SQLite at once: bare, and with the triggers of the search index."""
    with data.open_archive(readonly=True) as archive:
        captures = list(islice(archive.captures("report"), SAMPLE))
        records = [(parse(archive.payload(capture), capture.url), origin_of(capture)) for capture in captures]
    with TemporaryDirectory() as directory:
        first = Path(directory) / "loaded.db"
        with closing(open_db(first)) as db:
            seconds = clocked(lambda: [load(db, record, origin) for record, origin in records])
            rows = {table.name: db.execute(f'SELECT * FROM "{table.name}"').fetchall() for table in TABLES}  # noqa: S608
        with closing(sqlite3.connect(Path(directory) / "bare.db", isolation_level=None)) as bare:
            bare.execute("PRAGMA journal_mode = WAL")
            for table in TABLES:
                bare.execute(table.sql)
                for columns in table.indexes:
                    names = ", ".join(f'"{column}"' for column in columns)
                    bare.execute(f'CREATE INDEX "{table.name}_{"_".join(columns)}" ON "{table.name}" ({names})')
            low = clocked(lambda: insert(bare, rows))
        with closing(open_db(Path(directory) / "searched.db")) as searched:
            middle = clocked(lambda: insert(searched.conn, rows))
    return {"load": seconds, "bare": low, "searched": middle, "reports": len(records)}


def insert(connection: sqlite3.Connection, rows: dict[str, list[Any]]) -> None:
    """All rows of all tables in one transaction; those that are there already stay."""
    connection.execute("BEGIN")
    for name, found in rows.items():
        if found:
            marks = ", ".join("?" * len(found[0]))
            connection.executemany(f'INSERT OR IGNORE INTO "{name}" VALUES ({marks})', found)  # noqa: S608
    connection.execute("COMMIT")


def sizes(data: DataDirectory) -> Measured:
    """Bytes of the archive, its index, the database, and in it the search index."""
    with closing(sqlite3.connect(data.database)) as connection:
        (search,) = connection.execute(
            r"SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%\_fts\_%' ESCAPE '\'"
        ).fetchone()
        (reports,) = connection.execute("SELECT count(*) FROM reports").fetchone()
    warc = sum(file.stat().st_size for file in data.warc.glob("*.warc.gz"))
    listed = (data.warc / NAME).stat().st_size
    return {"warc": warc, "index": listed, "db": data.database.stat().st_size, "search": search, "reports": reports}


def multiplied(data: DataDirectory, source: str, copies: str) -> Measured:
    """A database of the counties of another, so many times."""
    multiply(DataDirectory(Path(source)).database, data.database, int(copies))
    with closing(sqlite3.connect(data.database)) as connection:
        (reports,) = connection.execute("SELECT count(*) FROM reports").fetchone()
    return {"reports": reports, "size": data.database.stat().st_size}


STAGES: dict[str, Callable[..., Measured]] = {
    stage.__name__: stage
    for stage in (
        made,
        indexed,
        opened,
        many,
        built,
        refreshed,
        reloaded,
        exported,
        released,
        parsed,
        loaded,
        sizes,
        multiplied,
    )
}


def main(stage: str, data: str, *arguments: str) -> None:
    """Do a stage and print what it measured."""
    directory = DataDirectory(Path(data))
    start = time.perf_counter()
    found = STAGES[stage](directory, *arguments)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "peak": peak(), **found}))  # noqa: T201 -- told to the process that asked


if __name__ == "__main__":
    main(*sys.argv[1:])
