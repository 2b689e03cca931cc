"""A database with damaged pages: one line that says what to do, and `build` makes it again whatever the damage."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.commands import dump, error_lines, run
from tests.points import POINTS

PAGE = 4096


def damage(database: Path, kind: str, chance: random.Random) -> None:
    """Harm some pages of the file. What SQLite could not notice, such as another digit in a value, is not tried."""
    body = bytearray(database.read_bytes())
    pages = range(0, len(body), PAGE)
    for _ in range(chance.choice([1, 3, 30])):
        one, other = chance.choice(pages), chance.choice(pages)
        if kind == "zeros":
            body[one : one + PAGE] = bytes(PAGE)
        elif kind == "noise":
            body[one : one + 200] = chance.randbytes(200)
        elif kind == "exchanged":
            body[one : one + PAGE], body[other : other + PAGE] = body[other : other + PAGE], body[one : one + PAGE]
    if kind == "cut":
        del body[chance.randrange(len(body)) :]
    database.write_bytes(body)


@pytest.mark.parametrize("kind", ["zeros", "noise", "exchanged", "cut"])
@pytest.mark.parametrize("number", POINTS)
def test_no_command_trips_over_a_damaged_database(home: Path, data: Path, number: int, kind: str) -> None:
    whole, database = dump(home / "archive"), data / "nianbao.db"
    damage(database, kind, random.Random(f"{kind} {number}"))
    harmed = database.read_bytes()
    for command in ("status", "refresh --portals", "export --json", "release"):
        name, *options = command.split()
        place = {"refresh": home / "portals", "status": None}.get(name, data / name)
        result = run(name, *options, *([place] if place else []), "--data", data)
        assert result.exit_code in {0, 2}
        if result.exit_code:
            line = error_lines(result)[-1]  # A refresh tells first what came of the crawl.
            assert line.startswith(f"nianbao: {database}: ")
            assert "build" in line
        elif name == "export" and place:
            tables = json.loads((place / "manifest.json").read_text(encoding="utf-8"))["tables"]
            assert {name: table["rows"] for name, table in tables.items()} == {
                name: len(table) for name, table in whole.items()
            }
        database.write_bytes(harmed)
        for journal in data.glob("nianbao.db-*"):
            journal.unlink()
    assert run("build", "--data", data).exit_code == 0
    assert dump(data) == whole
