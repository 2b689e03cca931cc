"""`nianbao export` and `nianbao release`: the archive as files that others can keep, check and cite."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from db.database import BROKEN
from db.export import MANIFEST, Format, export, sha256
from db.rows import stamp_of
from nianbao.data import DATABASE, DataDirectory
from nianbao.database import check_sound, unreadable
from nianbao.dictionary import dictionary
from nianbao.errors import UserError

SUMS = "SHA256SUMS"
#: What SQLite says of a disk that takes nothing more: that of the copy, for the database is only read.
_UNWRITABLE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC})
_CITATION = """\
县级政府信息公开年报档案（nianbao）。版本 {id}，{reports} 份年报，最近存档 {last_capture}。
单份年报的永久引用：/release/{id}/report/年报编号；引用时请一并写明原文网址与抓取时间。
表中数字为原报告所印，各机关自行填报；0 为所印的零，NULL 为空白。

nianbao: archive of China's county annual reports on government information disclosure. Release {id},
{reports} reports, last capture {last_capture}.
To cite one report: /release/{id}/report/NUMBER, with its original address and the time of its capture.
Figures are as the agencies print them; 0 is a printed zero, NULL a blank cell.
"""


def export_to(data: DataDirectory, out: Path, kind: Format) -> dict[str, Any]:
    """Write the tables of `data` as files into `out`, which is new or empty.

    Returns:
        The manifest.

    Raises:
        UserError: there is no database, `out` is in use, or something cannot be read or written.
    """
    database = _database(data)
    with _made_whole(out, database) as directory:
        return export(database, directory, kind)


def release_to(data: DataDirectory, out: Path) -> dict[str, Any]:
    """Write a release of `data` into `out`: the database, its tables as Parquet, what is needed to check and cite it.

    The same reports, read by the same parser, give the same release id.

    Returns:
        The manifest.

    Raises:
        UserError: as for `export_to`.
    """
    database = _database(data)
    with _made_whole(out, database) as directory:
        copy = directory / DATABASE
        about = _copy(database, copy)
        parquet = directory / "parquet"
        parquet.mkdir()
        rows = {name: table["rows"] for name, table in export(copy, parquet, "parquet")["tables"].items()}
        _write(directory / "warc.jsonl", "".join(_line(file) for file in _warc_files(data, copy)))
        _write(directory / "DICTIONARY.md", dictionary())
        _write(directory / "CITATION.txt", _CITATION.format(**about))
        manifest = {**about, "rows": rows}
        _write(directory / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
        files = sorted(path for path in directory.rglob("*") if path.is_file())
        _write(directory / SUMS, "".join(f"{sha256(path)}  {path.relative_to(directory)}\n" for path in files))
        return manifest


def _database(data: DataDirectory) -> Path:
    """The database, seen to be sound: a damaged one may give out some of its rows as if they were all."""
    if not data.database.is_file():
        raise UserError(f"{data.database}: no database; run 'nianbao refresh --data {data.path}' first")
    check_sound(data.database)
    return data.database


@contextmanager
def _made_whole(out: Path, database: Path) -> Iterator[Path]:
    """A directory beside `out` that takes its place when all is written; nothing is left where that fails."""
    partial = out.with_name(f".{out.name}.partial")
    try:
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise UserError(f"{out}: is there already and not empty; choose another directory")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        yield partial
        partial.replace(out)
    except BROKEN as error:
        if getattr(error, "sqlite_errorcode", None) in _UNWRITABLE:
            raise UserError(f"{out}: cannot be written ({error})") from error
        raise unreadable(database, error) from error
    except OSError as error:
        raise UserError(f"{out}: cannot be written ({error.strerror or error})") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _copy(database: Path, copy: Path) -> dict[str, Any]:
    """Copy the database in one transaction, note in the copy what release it is, and tell about it."""
    with closing(sqlite3.connect(f"file:{quote(str(database))}?mode=ro", uri=True)) as connection:
        connection.execute("VACUUM INTO ?", [str(copy)])
    with closing(sqlite3.connect(copy)) as connection:
        rows = connection.execute("SELECT id, version, fingerprint, parser FROM reports ORDER BY id")
        content = stamp_of(rows)
        (reports,) = connection.execute("SELECT count(*) FROM reports").fetchone()
        (last,) = connection.execute("SELECT max(fetched_at) FROM captures").fetchone()
        identifier = f"{(last or '0000-00-00')[:10]}-{content[:8]}"
        about = {"id": identifier, "last_capture": last, "reports": reports}
        connection.execute('DELETE FROM "releases"')
        connection.execute(
            'INSERT INTO "releases" (id, last_capture, reports) VALUES (:id, :last_capture, :reports)', about
        )
        connection.commit()
    return about


def _warc_files(data: DataDirectory, copy: Path) -> Iterator[dict[str, Any]]:
    """The archive's files and how many captures of the release each holds."""
    with closing(sqlite3.connect(copy)) as connection:
        held = dict(connection.execute("SELECT filename, count(*) FROM captures GROUP BY filename"))
    for path in sorted(data.warc.glob("*.warc.gz")):
        digest = {"bytes": path.stat().st_size, "sha256": sha256(path)}
        yield {"file": path.name, **digest, "captures": held.pop(path.name, 0)}
    for name, captures in sorted(held.items()):
        yield {"file": name, "bytes": None, "sha256": None, "captures": captures}


def _line(file: dict[str, Any]) -> str:
    return json.dumps(file, ensure_ascii=False) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
