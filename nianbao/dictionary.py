"""The data dictionary: every table, column, code and rule in Chinese and in English, as Markdown."""

from __future__ import annotations

from importlib.resources import files

import yaml

from db.labels import label_rows
from db.model import Table, View
from db.schema import TABLES
from db.views import VIEWS


def schema_page() -> str:
    """Tables with their columns, and views with their SQL."""
    head = "# 数据表 · Tables\n\n"
    return head + "\n".join([*map(_table_section, TABLES), "# 视图 · Views\n", *map(_view_section, VIEWS)])


def dictionary() -> str:
    """What `schema_page` says, and every code with its meaning."""
    prose = yaml.safe_load((files("parsers.narrative") / "vocabulary.yaml").read_text(encoding="utf-8"))
    codes = [*label_rows(), *((f"counts.{name[:-1]}", prose[name]) for name in ("metrics", "channels"))]
    return f"{schema_page()}\n# 代码 · Codes\n\n" + "\n".join(_codes(name, rows) for name, rows in codes)


def _table_section(table: Table) -> str:
    lines = [f"## {table.name}", "", f"{table.title}.", ""]
    lines += [table.note, ""] if table.note else []
    lines += ["| 列 column | 类型 type | 含义 | meaning |", "|---|---|---|---|"]
    for column in table.columns:
        refers = f" → `{column.references}`" if column.references else ""
        key = " 🔑" if column.name in table.key else ""
        lines.append(f"| `{column.name}`{key} | {column.type}{refers} | {column.zh} | {column.en} |")
    return "\n".join(lines) + "\n"


def _view_section(view: View) -> str:
    return f"## {view.name}\n\n{view.title}.\n\n```sql\n{view.sql.strip()}\n```\n"


def _codes(name: str, rows: list[dict[str, object]]) -> str:
    lines = [f"## {name}", "", "| 代码 code | 含义 | meaning |", "|---|---|---|"]
    lines += [f"| `{row.get('code', row.get('id'))}` | {row['zh']} | {row['en']} |" for row in rows]
    return "\n".join(lines) + "\n"
