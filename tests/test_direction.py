"""One way through the house: which package may know which."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ALLOWED = {
    "scraper": {"scraper"},
    "parsers": {"parsers"},
    # Data alone: the record that is loaded, and the forms and divisions whose names become tables.
    "db": {"db", "parsers.record", "parsers.forms", "scraper.divisions"},
    "fixtures": {"fixtures", "parsers.forms"},
    "nianbao": {"nianbao", "scraper", "parsers", "db", "fixtures"},
}
OURS = set(ALLOWED)
#: The rooms of the parser: what stands in one knows its own and those before it.
ROOMS = (
    "forms",
    "record",
    "document",
    "words",
    "lines",
    "formats",
    "tables",
    "narrative",
    "identity",
    "another",
    "report",
)


def imports(module: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("package", sorted(ALLOWED))
def test_a_package_imports_only_what_lies_before_it(package: str) -> None:
    modules = sorted((ROOT / package).rglob("*.py"))
    assert modules, f"package {package} has no modules"
    allowed = ALLOWED[package]
    wrong = [
        f"{module.relative_to(ROOT)} imports {name}"
        for module in modules
        for name in imports(module)
        if name.split(".")[0] in OURS and not any(name == a or name.startswith(f"{a}.") for a in allowed)
    ]
    assert wrong == []


@pytest.mark.parametrize("library", ["requests", "urllib3", "http", "socket", "sqlite3", "sqlite_utils"])
def test_parsers_know_neither_network_nor_database(library: str) -> None:
    using = [m.name for m in (ROOT / "parsers").rglob("*.py") if any(n.split(".")[0] == library for n in imports(m))]
    assert using == []


def room(name: str) -> int:
    return ROOMS.index(name.split(".")[1])


def test_every_room_of_the_parser_knows_only_those_before_it() -> None:
    wrong = []
    for module in sorted((ROOT / "parsers").rglob("*.py")):
        own = ".".join(module.relative_to(ROOT).with_suffix("").parts)
        if own != "parsers.__init__":
            names = {name for name in imports(module) if name.startswith("parsers.")}
            wrong += [f"{own} imports {name}" for name in names if room(name) > room(own)]
    assert wrong == []
