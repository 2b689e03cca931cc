"""The questions and views of the database for DuckDB, translated from their SQL for SQLite: none is written twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlglot import exp, parse_one
from sqlglot.optimizer.scope import traverse_scope

from db.model import Table, View

#: What a parameter of a question is called in DuckDB, where its own name would hide a column.
_PARAMETER = "of_{}"
#: What SQLite has and DuckDB lacks.
FUNCTIONS = (
    "CREATE OR REPLACE MACRO total(x) AS coalesce(sum(x), 0.0);\nCREATE OR REPLACE MACRO likelihood(x, p) AS x;\n"
)


def tables(declared: Iterable[Table]) -> str:
    """Statements that make a view of each table from the Parquet files of an export, in the current directory."""
    return "".join(_view(table) for table in declared)


def _view(table: Table) -> str:
    of_reports = table.name == "reports" or any(column.name == "report_id" for column in table.columns)
    files = f"{table.name}/*/*.parquet" if of_reports else f"{table.name}.parquet"
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    return f"""CREATE OR REPLACE VIEW "{table.name}" AS SELECT {columns} FROM read_parquet('{files}');\n"""  # noqa: S608


def view(declared: View) -> str:
    """A view of the database."""
    return f'CREATE OR REPLACE VIEW "{declared.name}" AS\n{translated(declared.sql)};\n'


def question(name: str, title: str, params: Iterable[str], sql: str) -> str:
    """A question as a macro that gives a table; its parameters are empty where they are not given."""
    given = ", ".join(f"{_PARAMETER.format(param)} := ''" for param in params)
    return f"-- {title}\nCREATE OR REPLACE MACRO {name}({given}) AS TABLE\n{translated(sql)};\n"


def translated(sql: str) -> str:
    """A query for SQLite as one for DuckDB that gives the same rows.

    - Names are quoted, for some are words of DuckDB; parameters become those of a macro.
    - DuckDB wants what is selected to be grouped by: of our queries each such column follows from the key that is
      grouped by, and is added to it.
    - Numbers that stand where text may stand are made text.
    - Division by a whole number that is written out is one of whole numbers; all else that we divide are percentages
      and ratios of figures.
    - A cross join with a condition, whose order SQLite keeps, is an inner join.
    - Parquet has no `rowid`: rows are in the order of their `id` instead.
    """
    tree = parse_one(sql, read="sqlite")
    for scope in traverse_scope(tree):
        select = scope.expression
        if isinstance(select, exp.Select) and (group := select.args.get("group")):
            _group_by_all(select, group, set(scope.selected_sources))
    for translate in (_parameters, _texts, _divisions, _joins, _rowids):
        translate(tree)
    return tree.sql(dialect="duckdb", identify=True, pretty=True)


def _parameters(tree: exp.Expr) -> None:
    for placeholder in list(tree.find_all(exp.Placeholder)):
        placeholder.replace(exp.column(_PARAMETER.format(placeholder.name)))


def _texts(tree: exp.Expr) -> None:
    for joined in tree.find_all(exp.GroupConcat, exp.Coalesce):
        text = any(isinstance(other, exp.Literal) and other.is_string for other in joined.expressions)
        if text or isinstance(joined, exp.GroupConcat):
            joined.set("this", exp.cast(joined.this, "text"))


def _divisions(tree: exp.Expr) -> None:
    for division in list(tree.find_all(exp.Div)):
        if isinstance(division.expression, exp.Literal) and division.expression.is_int:
            division.replace(exp.IntDiv(this=division.this, expression=division.expression))


def _joins(tree: exp.Expr) -> None:
    for join in tree.find_all(exp.Join):
        if join.args.get("on") and join.kind == "CROSS":
            join.set("kind", "INNER")


def _rowids(tree: exp.Expr) -> None:
    for column in tree.find_all(exp.Column):
        if column.name == "rowid":
            column.set("this", exp.to_identifier("id"))


def _group_by_all(select: exp.Select, group: exp.Group, sources: set[str]) -> None:
    aliases = {each.alias for each in select.expressions if each.alias}
    grouped = {each.sql() for each in group.expressions}
    parts = [*select.expressions, *filter(None, (select.args.get("having"), select.args.get("order")))]
    for column in (column for part in parts for column in part.find_all(exp.Column)):
        within = [node for node in _above(column, select) if isinstance(node, exp.Subquery)]
        outer = column.table in sources if within else column.table or column.name not in aliases
        if outer and column.sql() not in grouped and not any(map(_aggregates, _above(column, select))):
            grouped.add(column.sql())
            group.append("expressions", column.copy())


def _aggregates(node: exp.Expr) -> bool:
    return isinstance(node, exp.AggFunc | exp.Filter) or (isinstance(node, exp.Anonymous) and node.name == "total")


def _above(node: exp.Expr, top: exp.Expr) -> Iterator[exp.Expr]:
    """What `node` is within, up to `top`."""
    while node.parent is not None and node.parent is not top:
        node = node.parent
        yield node
