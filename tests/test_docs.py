"""What is written from the code says what the code says; what is written by hand names what exists."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
import yaml

from db.database import open_db
from db.schema import TABLES
from nianbao.cli import main
from nianbao.describe import documents

TOP = Path(__file__).parent.parent
READMES = ("README.md", "README.zh.md")


def code_blocks(text: str, language: str) -> list[str]:
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [code for marked, code in blocks if marked == language]


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in documents()])
def test_generated_files_are_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == documents()[path], "run: make docs"


def test_every_table_and_column_is_described_in_both_languages() -> None:
    shown = yaml.safe_load((TOP / "metadata.yml").read_text(encoding="utf-8"))["databases"]["nianbao"]["tables"]
    for table in TABLES:
        assert set(shown[table.name]["columns"]) == {column.name for column in table.columns}
        assert all(column.zh and column.en for column in table.columns)


def test_facets_are_asked_only_of_columns_that_lead_a_key_or_an_index() -> None:
    for table in TABLES:
        leading = {columns[0] for columns in (table.key, *table.unique, *table.indexes)}
        assert set(table.facets) <= leading, table.name


@pytest.mark.parametrize("name", READMES)
def test_readmes_name_only_commands_and_files_that_exist(name: str) -> None:
    text = (TOP / name).read_text(encoding="utf-8")
    code = "".join(code_blocks(text, ""))
    commands = set(re.findall(r"^nianbao (\w+)", code, re.MULTILINE))
    assert commands >= {"refresh", "build", "parse", "serve", "status"}
    assert commands <= set(main.commands)
    recipes = set(re.findall(r"^make (\w+)", code, re.MULTILINE))
    assert recipes == {"demo", "test"}
    assert all(f"\n{recipe}:" in (TOP / "Makefile").read_text(encoding="utf-8") for recipe in recipes)
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert links
    assert [link for link in links if not (TOP / link).exists()] == []


@pytest.mark.parametrize("name", READMES)
def test_example_queries_run(name: str, tmp_path: Path) -> None:
    open_db(tmp_path / "empty.db").close()
    connection = sqlite3.connect(tmp_path / "empty.db")
    queries = code_blocks((TOP / name).read_text(encoding="utf-8"), "sql")
    assert len(queries) >= 3
    for query in queries:
        connection.execute(query)
    connection.close()
