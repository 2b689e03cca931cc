"""The tables as files: CSV, JSON lines or Parquet, with the number of rows of each in a manifest.

All tables are read in one transaction, so a run that goes on meanwhile is seen whole or not at all. Rows about
reports are written year by year: Parquet into directories `report_year=…`, as DuckDB, Polars and Spark read them.
An empty field of a CSV file is NULL: the database holds no empty text.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq

from db.model import Column, Table
from db.schema import TABLES

Format = Literal["csv", "json", "parquet"]
Batch = list[tuple[Any, ...]]

MANIFEST = "manifest.json"
#: Rows that are held at once; fewer of a table with prose, each of which is as long as many rows of figures.
_BATCH, _PROSE = 20_000, 2_000
#: Integers up to here are exact as float64.
_EXACT = 2**53
_DECIMAL = pa.decimal128(38, 10)
#: The directory of rows without a year, by Hive's convention.
_NO_YEAR = "__HIVE_DEFAULT_PARTITION__"


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: its path beneath the export, rows, bytes, and the SHA-256 of these."""

    path: str
    rows: int
    bytes: int
    sha256: str


def export(database: Path, directory: Path, kind: Format) -> dict[str, Any]:
    """Write every table of `database` into `directory`, which exists and is empty, and a manifest beside them.

    Returns:
        The manifest: format, time of the last capture, and for each table its rows and files.

    Raises:
        sqlite3.DatabaseError: the database cannot be read or is not ours.
        OSError: a file cannot be written.
        ValueError: a value does not fit the type of its column.
    """
    with closing(sqlite3.connect(f"file:{quote(str(database))}?mode=ro", uri=True)) as connection:
        connection.execute("BEGIN")
        (last,) = connection.execute("SELECT max(fetched_at) FROM captures").fetchone()
        tables = {table.name: _table(connection, table, directory, kind) for table in TABLES}
    manifest = {"format": kind, "last_capture": last, "tables": tables}
    (directory / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return manifest


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _table(connection: sqlite3.Connection, table: Table, directory: Path, kind: Format) -> dict[str, Any]:
    written = [
        Written(str(path.relative_to(directory)), rows, path.stat().st_size, sha256(path))
        for path, rows in _WRITERS[kind](connection, table, directory)
    ]
    return {"rows": sum(file.rows for file in written), "files": [asdict(file) for file in written]}


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _batches(
    connection: sqlite3.Connection, table: Table, where: str = "", values: tuple[Any, ...] = ()
) -> Iterator[Batch]:
    columns = ", ".join(f't."{name}"' for name in _names(table))
    order = ", ".join(f't."{name}"' for name in table.key)
    cursor = connection.execute(f'SELECT {columns} FROM "{table.name}" t {where} ORDER BY {order}', values)  # noqa: S608
    size = _PROSE if "text" in _names(table) else _BATCH
    while batch := cursor.fetchmany(size):
        yield batch


def _csv(connection: sqlite3.Connection, table: Table, directory: Path) -> Iterator[tuple[Path, int]]:
    """With a byte order mark, without which Excel does not take a file for UTF-8."""
    path, rows = directory / f"{table.name}.csv", 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_names(table))
        for batch in _batches(connection, table):
            writer.writerows(batch)
            rows += len(batch)
    yield path, rows


def _json(connection: sqlite3.Connection, table: Table, directory: Path) -> Iterator[tuple[Path, int]]:
    path, rows, names = directory / f"{table.name}.jsonl", 0, _names(table)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for batch in _batches(connection, table):
            file.writelines(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n" for row in batch)
            rows += len(batch)
    yield path, rows


def _parquet(connection: sqlite3.Connection, table: Table, directory: Path) -> Iterator[tuple[Path, int]]:
    schema = _schema(connection, table)
    if "report_id" not in _names(table) and table.name != "reports":
        yield _parquet_file(_batches(connection, table), schema, directory / f"{table.name}.parquet")
        return
    join = "" if table.name == "reports" else "JOIN reports r ON r.id = t.report_id"
    year = "t.year" if table.name == "reports" else "r.year"
    found = connection.execute(f'SELECT DISTINCT {year} FROM "{table.name}" t {join} ORDER BY 1').fetchall()  # noqa: S608
    if not found:
        yield _parquet_file(iter(()), schema, directory / table.name / f"report_year={_NO_YEAR}" / "part-0.parquet")
    for (number,) in found:
        part = directory / table.name / f"report_year={_NO_YEAR if number is None else number}" / "part-0.parquet"
        yield _parquet_file(_batches(connection, table, f"{join} WHERE {year} IS ?", (number,)), schema, part)


def _parquet_file(batches: Iterator[Batch], schema: pa.Schema, path: Path) -> tuple[Path, int]:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches:
            arrays = [
                pa.array(map(_as_decimal, values) if field.type == _DECIMAL else values, field.type)
                for values, field in zip(zip(*batch, strict=True), schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
            rows += len(batch)
    return path, rows


def _schema(connection: sqlite3.Connection, table: Table) -> pa.Schema:
    """Types for the whole table, with the meaning of each column."""
    return pa.schema(
        [
            pa.field(column.name, _type(connection, table, column), metadata={"zh": column.zh, "en": column.en})
            for column in table.columns
        ]
    )


def _type(connection: sqlite3.Connection, table: Table, column: Column) -> pa.DataType:
    if column.type.startswith("INTEGER"):
        return pa.int64()
    if not column.type.startswith("NUMERIC"):
        return pa.string()
    inexact = f"""SELECT 1 FROM "{table.name}" WHERE typeof("{column.name}") = 'integer'
                  AND "{column.name}" NOT BETWEEN -{_EXACT} AND {_EXACT} LIMIT 1"""  # noqa: S608
    return _DECIMAL if connection.execute(inexact).fetchone() else pa.float64()


def _as_decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(value))


_WRITERS: dict[Format, Callable[[sqlite3.Connection, Table, Path], Iterator[tuple[Path, int]]]] = {
    "csv": _csv,
    "json": _json,
    "parquet": _parquet,
}
