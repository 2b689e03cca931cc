"""The rows of the label tables: every code of the database in Chinese and in English.

Rows and columns of the official forms come from `parsers.forms`, provinces from `scraper.divisions`; the rest is
declared here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from db.agencies import TYPES
from db.rules import RULES
from parsers.forms import FORMS, Row, Table
from parsers.forms.applications import GROUPS, GROUPS_EN
from scraper.divisions import PROVINCES

Record = dict[str, Any]

#: Name of the table of labels of each official table's rows.
ROW_LABELS = {"disclosure": "disclosure_items", "applications": "outcomes", "remedies": "remedy_kinds"}

_FORMS_EN = {"2021": "Form of 2021", "2019": "Form of 2019"}
_OTHER_FORMS = (
    ("2014", "2018年及以前的指标表", "Table of indicators, up to 2018"),
    ("free", "无标准表格", "No standard table"),
)
_STATES = (
    ("number", "数字", "A figure is printed, 0 included"),
    ("blank", "空白", "The cell is printed and empty"),
    ("dash", "短横或“无”", "A dash, a slash or 无 is printed"),
    ("text", "其他文字", "Something else is printed"),
    ("missing", "缺格", "The row is printed without this cell"),
)
_SEVERITIES = (
    ("error", "未能读取", "Ours: something was not read"),
    ("warning", "原文矛盾", "The source contradicts itself"),
    ("note", "说明", "Worth knowing"),
)


def label_rows() -> Iterator[tuple[str, list[Record]]]:
    """Each label table with its rows, in an order that foreign keys allow."""
    yield "forms", list(_forms())
    yield "provinces", [{"id": province.code, "zh": province.zh, "en": province.en} for province in PROVINCES]
    yield "agency_types", [{"id": t.code, "zh": t.zh, "en": t.en, "level": t.level} for t in TYPES]
    yield "states", _named(_STATES)
    yield "severities", _named(_SEVERITIES)
    yield "rules", [{"id": rule, "zh": zh, "en": en} for rule, (zh, en) in sorted(RULES.items())]
    for table, labels in ROW_LABELS.items():
        yield labels, [_row_label(number, row) for number, row in enumerate(rows_of(table), start=1)]
    yield "cell_columns", list(_cell_columns())


@cache
def rows_of(table: str) -> tuple[Row, ...]:
    """The rows of a table in every form that has it, each code once, in printed order.

    A row that only the older form has stands after the row that it follows there.
    """
    newest, *older = _tables(table)
    rows = list(newest.rows)
    for form in older:
        for before, row in zip((None, *form.rows), form.rows, strict=False):
            if row.code not in {known.code for known in rows}:
                codes = [known.code for known in rows]
                rows.insert(codes.index(before.code) + 1 if before else 0, row)
    return tuple(rows)


@cache
def row_numbers(table: str) -> dict[str, int]:
    """The integer that stands for each row code of a table."""
    return {row.code: number for number, row in enumerate(rows_of(table), start=1)}


def _tables(code: str) -> list[Table]:
    return [table for form in FORMS.values() if (table := form.table(code))]


def _named(labels: tuple[tuple[str, str, str], ...]) -> list[Record]:
    return [{"id": code, "zh": zh, "en": en} for code, zh, en in labels]


def _forms() -> Iterator[Record]:
    for form in FORMS.values():
        yield {"id": form.code, "zh": f"{form.code}年格式", "en": _FORMS_EN[form.code], "notice": form.notice}
    for code, zh, en in _OTHER_FORMS:
        yield {"id": code, "zh": zh, "en": en, "notice": None}


def _row_label(number: int, row: Row) -> Record:
    return {
        "id": number,
        "code": row.code,
        "zh": row.zh,
        "en": row.en,
        "group_code": row.group if row.group in GROUPS else None,
        "group_zh": GROUPS.get(row.group, row.group) if row.group else None,
        "group_en": GROUPS_EN.get(row.group) if row.group else None,
    }


def _cell_columns() -> Iterator[Record]:
    for table in ROW_LABELS:
        labels = {column.code: column for form in _tables(table)[::-1] for column in form.columns}
        for column in labels.values():
            yield {"table": table, "code": column.code, "zh": column.zh, "en": column.en}
