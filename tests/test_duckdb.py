"""The questions over exported Parquet files in DuckDB: the answers of SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from db.schema import TABLES
from db.views import VIEWS
from fixtures import load_portal, serve
from nianbao.describe import questions
from tests.commands import change_a_figure, refresh, run, write_portal

duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed: pip install duckdb")

QUESTIONS = questions()
SQL = (Path(__file__).parent.parent / "docs" / "duckdb.sql").read_text(encoding="utf-8")
#: What each question is asked for, as far as it has the parameter.
ASKED = [
    {},
    {"portal": "lingwu"},
    {"agency": "教育局"},
    {"portal": "linxi", "agency": "教育局"},
    {"agency": "没有此机关"},
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two portals, crawled twice; one report was changed in between."""
    home = tmp_path_factory.mktemp("duckdb")
    with serve(load_portal("lingwu")) as one, serve(load_portal("linxi")) as two:
        write_portal(home / "portals", "lingwu", one.root)
        write_portal(home / "portals", "linxi", two.root)
        refresh(home / "portals", home / "data")
        change_a_figure(two, 4711)
        refresh(home / "portals", home / "data")
    assert run("export", home / "export", "--data", home / "data", "--parquet").exit_code == 0
    return home / "data"


@pytest.fixture
def duck(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.chdir(data.parent / "export")
    with duckdb.connect() as connection:
        connection.execute(SQL)
        yield connection


def sqlite(data: Path, sql: str, values: Mapping[str, str] | None = None) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(data / "nianbao.db")) as connection:
        return connection.execute(sql, values or {}).fetchall()


def alike(one: list[tuple[Any, ...]], other: list[tuple[Any, ...]]) -> bool:
    """Whether rows are the same but for the last place of a rounded figure."""
    return [len(row) for row in one] == [len(row) for row in other] and all(
        abs(a - b) < 0.0101 if isinstance(a, float) and isinstance(b, float) else a == b
        for first, second in zip(one, other, strict=True)
        for a, b in zip(first, second, strict=True)
    )


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_the_answer_of_sqlite(duck: Any, data: Path, name: str) -> None:
    question = QUESTIONS[name]
    for asked in ASKED:
        values = {param: asked.get(param, "") for param in question["params"]}
        given = ", ".join(f"of_{param} := '{value}'" for param, value in values.items())
        found = duck.execute(f"FROM {name}({given})").fetchall()
        wanted = sqlite(data, question["sql"], values)
        if "rowid" in question["sql"]:  # Parquet has none, so that the order is another.
            found, wanted = sorted(found, key=repr), sorted(wanted, key=repr)
        assert alike(found, wanted), (asked, found, wanted)


def test_most_questions_have_something_to_tell(duck: Any) -> None:
    assert len(QUESTIONS) >= 20
    found = {}
    for name, question in QUESTIONS.items():
        given = "of_agency := '教育局'" if question["params"] == ["agency"] else ""
        found[name] = len(duck.execute(f"FROM {name}({given})").fetchall())
    assert sum(count > 1 for count in found.values()) >= 15, found


@pytest.mark.parametrize("name", [each.name for each in (*TABLES, *VIEWS)])
def test_a_table_or_view_has_the_rows_of_sqlite(duck: Any, data: Path, name: str) -> None:
    every = f'SELECT * FROM "{name}"'  # noqa: S608
    assert sorted(duck.execute(every).fetchall(), key=repr) == sorted(sqlite(data, every), key=repr)
