"""`nianbao export` and `nianbao release`: every row and value comes back, and nothing is overwritten."""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import lxml.html
import pyarrow.parquet as pq
import pytest
import requests

from db.database import finish, open_db
from db.labels import label_rows
from db.load import load
from db.schema import REPORTS, TABLES
from tests.commands import Rows, dump, error_lines, rows, run, serving
from tests.db_samples import form_cells, origin, report

EVERY = {table.name: table for table in TABLES}


def from_csv(directory: Path) -> dict[str, Rows]:
    """Rows as SQLite gives them: the types are those of the columns."""
    found: dict[str, Rows] = {}
    for name, table in EVERY.items():
        with (directory / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            head, *lines = csv.reader(file)
        assert head == [column.name for column in table.columns]
        types = [column.type.split()[0] for column in table.columns]
        found[name] = [tuple(_typed(*pair) for pair in zip(line, types, strict=True)) for line in lines]
    return found


def _typed(text: str, kind: str) -> Any:
    if text == "":
        return None
    if kind == "TEXT":
        return text
    return float(text) if "." in text else int(text)


def from_json(directory: Path) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for name, table in EVERY.items():
        lines = [json.loads(line) for line in (directory / f"{name}.jsonl").read_text("utf-8").splitlines()]
        assert all(list(line) == [column.name for column in table.columns] for line in lines)
        found[name] = [tuple(line.values()) for line in lines]
    return found


def from_parquet(directory: Path) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for name, table in EVERY.items():
        single = directory / f"{name}.parquet"
        files = [single] if single.is_file() else sorted((directory / name).glob("report_year=*/part-0.parquet"))
        assert files, name
        read = [pq.ParquetFile(file).read() for file in files]
        assert all(part.column_names == [column.name for column in table.columns] for part in read)
        found[name] = [tuple(line.values()) for part in read for line in part.to_pylist()]
    return found


READERS: dict[str, Callable[[Path], dict[str, Rows]]] = {"csv": from_csv, "json": from_json, "parquet": from_parquet}


@pytest.mark.parametrize("kind", READERS)
def test_every_row_and_value_comes_back(demo_data: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    result = run("export", "--data", demo_data, f"--{kind}", out)
    assert result.exit_code == 0
    before = dump(demo_data)
    total = sum(len(found) for found in before.values())
    assert result.stdout == f"{out}: {len(TABLES)} tables, {total:,} rows\n"
    after = READERS[kind](out)
    assert {name: sorted(found, key=repr) for name, found in after.items()} == before
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert {name: table["rows"] for name, table in manifest["tables"].items()} == {n: len(r) for n, r in before.items()}
    for table in manifest["tables"].values():
        assert table["rows"] == sum(file["rows"] for file in table["files"])
        for file in table["files"]:
            body = (out / file["path"]).read_bytes()
            assert (file["bytes"], file["sha256"]) == (len(body), hashlib.sha256(body).hexdigest())


def test_parquet_lies_by_year_compressed_and_described(demo_data: Path, tmp_path: Path) -> None:
    run("export", "--data", demo_data, "--parquet", tmp_path / "out")
    years = {year for (year,) in rows(demo_data, "SELECT DISTINCT year FROM reports")}
    for name in ("reports", "applications", "counts"):
        assert {path.name for path in (tmp_path / "out" / name).iterdir()} == {f"report_year={year}" for year in years}
    part = pq.ParquetFile(tmp_path / "out" / "reports" / "report_year=2024" / "part-0.parquet")
    assert part.metadata.row_group(0).column(0).compression == "ZSTD"
    received = next(column for column in REPORTS.columns if column.name == "new_received")
    about = part.schema_arrow.field("new_received").metadata
    assert (about[b"zh"].decode(), about[b"en"].decode()) == (received.zh, received.en)
    number = rows(demo_data, "SELECT count(*) FROM reports WHERE year = 2024")[0][0]
    assert part.metadata.num_rows == number


@pytest.mark.parametrize("kind", READERS)
def test_no_figure_is_rounded(tmp_path: Path, kind: str) -> None:
    (tmp_path / "data").mkdir()
    db = open_db(tmp_path / "data" / "nianbao.db")
    printed = {("disclosure", "fees", "amount"): "84.24", ("applications", "granted", "business"): str(2**62 + 1)}
    load(db, report(year=None, title='甲,"乙"\n丙', cells=form_cells(printed=printed)), origin())
    finish(db)
    db.close()
    assert run("export", "--data", tmp_path / "data", f"--{kind}", tmp_path / "out").exit_code == 0
    after = READERS[kind](tmp_path / "out")
    business = [column.name for column in EVERY["applications"].columns].index("business")
    amount = [column.name for column in EVERY["disclosures"].columns].index("amount")
    title = [column.name for column in REPORTS.columns].index("title")
    assert Decimal(2**62 + 1) in {row[business] for row in after["applications"]}
    assert 84.24 in {row[amount] for row in after["disclosures"]}
    assert [row[title] for row in after["reports"]] == ['甲,"乙"\n丙']


def test_an_empty_archive_is_exported(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    open_db(data / "nianbao.db").close()
    for kind, read in READERS.items():
        assert run("export", "--data", data, f"--{kind}", tmp_path / kind).exit_code == 0
        assert sum(map(len, read(tmp_path / kind).values())) == sum(len(found) for _, found in label_rows())
    assert run("release", "--data", data, tmp_path / "release").exit_code == 0


@pytest.mark.parametrize("command", [["export", "--csv"], ["release"]])
def test_the_same_directory_twice_is_refused(demo_data: Path, tmp_path: Path, command: list[str]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    assert run(*command, "--data", demo_data, out).exit_code == 0
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    result = run(*command, "--data", demo_data, out)
    assert (result.exit_code, error_lines(result)) == (
        2, [f"nianbao: {out}: is there already and not empty; choose another directory"],
    )  # fmt: skip
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


@pytest.mark.parametrize("command", [["export", "--json"], ["release"]])
def test_what_goes_wrong_is_one_line_and_leaves_nothing(demo_data: Path, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "nianbao.db").write_bytes(b"damaged" * 1000)
    (tmp_path / "file").write_text("")
    cases = [
        (tmp_path / "none", tmp_path / "out", f"{tmp_path / 'none' / 'nianbao.db'}: no database; "),
        (tmp_path / "damaged", tmp_path / "out", f"{tmp_path / 'damaged' / 'nianbao.db'}: cannot be read ("),
        (demo_data, tmp_path / "file", f"{tmp_path / 'file'}: is there already and not empty; "),
        (demo_data, tmp_path / "file" / "out", f"{tmp_path / 'file' / 'out'}: cannot be written ("),
    ]
    for data, out, said in cases:
        result = run(*command, "--data", data, out)
        assert result.exit_code == 2
        (line,) = error_lines(result)
        assert line.startswith(f"nianbao: {said}")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["damaged", "file"]


def test_a_format_must_be_chosen(demo_data: Path, tmp_path: Path) -> None:
    result = run("export", "--data", demo_data, tmp_path / "out")
    assert (result.exit_code, error_lines(result)) == (2, ["nianbao: which format? give --csv, --json or --parquet"])


@pytest.fixture(scope="module")
def released(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("release") / "out"
    assert run("release", "--data", demo_data, out).exit_code == 0
    return out


def test_a_release_holds_the_archive_and_its_sums(demo_data: Path, released: Path) -> None:
    assert sorted(path.name for path in released.iterdir()) == [
        "CITATION.txt", "DICTIONARY.md", "SHA256SUMS", "manifest.json", "nianbao.db", "parquet", "warc.jsonl",
    ]  # fmt: skip
    manifest = json.loads((released / "manifest.json").read_text("utf-8"))
    before = dict(dump(demo_data))
    after = dict(dump(released))
    assert after.pop("releases") == [(manifest["id"], manifest["last_capture"], manifest["reports"])]
    assert before.pop("releases") == []
    assert after == before
    assert {
        name: sorted(found, key=repr) for name, found in from_parquet(released / "parquet").items() if found != []
    } == {name: found for name, found in dump(released).items() if found}
    sums = dict(reversed(line.split("  ")) for line in (released / "SHA256SUMS").read_text("utf-8").splitlines())
    files = {str(path.relative_to(released)) for path in released.rglob("*") if path.is_file()}
    assert set(sums) == files - {"SHA256SUMS"}
    assert all(hashlib.sha256((released / name).read_bytes()).hexdigest() == digest for name, digest in sums.items())


def test_a_release_lists_the_warc_files(demo_data: Path, released: Path) -> None:
    listed = [json.loads(line) for line in (released / "warc.jsonl").read_text("utf-8").splitlines()]
    assert listed == [
        {"file": path.name, "bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
         "captures": rows(demo_data, "SELECT count(*) FROM captures WHERE filename = ?", path.name)[0][0]}
        for path in sorted((demo_data / "warc").glob("*.warc.gz"))
    ]  # fmt: skip


def test_the_release_id_names_the_content(demo_data: Path, released: Path, tmp_path: Path) -> None:
    identifier = json.loads((released / "manifest.json").read_text("utf-8"))["id"]
    again = run("release", "--data", demo_data, tmp_path / "again")
    assert again.stdout == f"{tmp_path / 'again'}: release {identifier}, 59 reports\n"
    from_release = run("release", "--data", released, tmp_path / "copy")
    assert from_release.stdout == f"{tmp_path / 'copy'}: release {identifier}, 59 reports\n"
    with closing(sqlite3.connect(tmp_path / "copy" / "nianbao.db")) as connection:
        connection.execute("UPDATE reports SET fingerprint = 'other' WHERE id = (SELECT min(id) FROM reports)")
        connection.commit()
    assert identifier not in run("release", "--data", tmp_path / "copy", tmp_path / "changed").stdout
    assert identifier in (released / "CITATION.txt").read_text("utf-8")


def test_the_dictionary_names_every_table_column_and_code(released: Path) -> None:
    text = (released / "DICTIONARY.md").read_text("utf-8")
    for table in TABLES:
        for column in table.columns:
            assert f"| {column.zh} | {column.en} |" in text
    for _, labels in label_rows():
        assert all(f"| {label['zh']} | {label['en']} |" in text for label in labels)
    for code in ("posts", "wechat"):
        assert f"\n| `{code}` | " in text


def test_citations_carry_the_release(released: Path, demo_root: str) -> None:
    identifier = json.loads((released / "manifest.json").read_text("utf-8"))["id"]
    ((number,),) = rows(released, "SELECT max(id) FROM reports")
    with serving(released) as root:
        page = lxml.html.document_fromstring(requests.get(f"{root}report/{number}", timeout=10).content)
        assert page.xpath("//a[@rel='bookmark']/@href") == [f"/release/{identifier}/report/{number}"]
        cited = requests.get(f"{root}release/{identifier}/report/{number}", timeout=10)
        assert lxml.html.document_fromstring(cited.content).findtext(".//h1") == page.findtext(".//h1")
        assert "script-src 'none'" in cited.headers["Content-Security-Policy"]
    elsewhere = requests.get(f"{demo_root}release/{identifier}/report/{number}", timeout=10)
    assert elsewhere.status_code == 404
    assert f"版本 {identifier}，不是本档案所载；本档案中的同一份年报见 /report/{number}" in elsewhere.text
