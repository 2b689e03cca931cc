"""`nianbao parse`, `show` and `status` as a user runs them, bad input included."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fixtures import build, load_portal
from tests.commands import error_lines, run

SITE = build(load_portal("linxi"))
PATH, TRUTH = next(iter(SITE.truths.items()))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    path.write_bytes(SITE.pages[PATH].body)
    return path


def test_parse_prints_the_record(file: Path) -> None:
    result = run("parse", file, "--url", "http://example.gov.cn/1.html")
    record = json.loads(result.stdout)
    assert (result.exit_code, record["agency"], record["year"], record["form"], record["url"]) == (
        0, TRUTH["agency"], TRUTH["year"], TRUTH["form"], "http://example.gov.cn/1.html",
    )  # fmt: skip
    assert record["cells"][0] | {"source": None} == {
        "table": "disclosure", "row": "regulations", "column": "issued", "state": "number", "unit": None,
        "label": "规章", "source": None, "value": TRUTH["cells"]["disclosure"]["regulations.issued"],
        "raw": str(TRUTH["cells"]["disclosure"]["regulations.issued"]),
    }  # fmt: skip


def test_parse_reads_standard_input(file: Path) -> None:
    assert json.loads(run("parse", "-", input=file.read_bytes()).stdout)["agency"] == TRUTH["agency"]


def test_parse_prints_a_line_for_each_file(file: Path, tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text("<html><body><p>通知公告</p></body></html>", encoding="utf-8")
    result = run("parse", "--lines", file, tmp_path / "other.html")
    first, second = map(json.loads, result.stdout.splitlines())
    assert (result.exit_code, first["year"], second["cells"]) == (1, TRUTH["year"], [])
    assert [finding["rule"] for finding in second["findings"]] == ["parse.not_a_report"]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (None, "no such file; check the path"),
        (b"", "the file is empty; give an HTML page, text, PDF, DOCX or DOC"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path, content: bytes | None, line: str) -> None:
    path = tmp_path / "input"
    if content is not None:
        path.write_bytes(content)
    for command in ("parse", "show"):
        result = run(command, path)
        assert (result.exit_code, error_lines(result), result.stdout) == (2, [f"nianbao: {path}: {line}"], "")


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    result = run("parse", tmp_path)
    assert (result.exit_code, error_lines(result)) == (2, [f"nianbao: {tmp_path}: is a directory; give files"])


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + bytes(200), bytes(range(256)) * 40, b"%PDF-1.7 torn"])
def test_bytes_that_are_no_document(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "input"
    path.write_bytes(content)
    result = run("parse", path)
    assert result.exit_code in (1, 2)
    assert len(error_lines(result)) == (1 if result.exit_code == 2 else 0)
    assert not result.stdout or json.loads(result.stdout)["cells"] == []


def test_one_bad_file_does_not_stop_the_others(file: Path, tmp_path: Path) -> None:
    result = run("parse", "--lines", tmp_path / "none", file)
    assert result.exit_code == 2
    assert json.loads(result.stdout)["agency"] == TRUTH["agency"]


def test_show_prints_the_tables(file: Path) -> None:
    said = run("show", file, env={"COLUMNS": "200"}).stdout
    assert "收到和处理政府信息公开申请情况" in said
    assert TRUTH["agency"] in said


def test_status_without_a_database(tmp_path: Path) -> None:
    result = run("status", "--data", tmp_path)
    assert (result.exit_code, error_lines(result)) == (
        2, [f"nianbao: {tmp_path / 'nianbao.db'}: no database; run 'nianbao refresh --data {tmp_path}' first"],
    )  # fmt: skip
