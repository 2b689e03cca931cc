"""What each report adds to the sums that questions about the whole archive rest on, declared once.

Of each declaration a view `…_shares` is made, one row a report with what it adds, and a table `…_sums` of the sums:
a question about all portals or one reads the table, one about an agency the view, and both say the same. An addend is
NULL where the report does not print what the sum needs; a sum of such alone is NULL.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.columns import HEADLINES, ID, NEEDED, NUMBER
from db.model import Column, Table, View

NOTE = "汇总，每次运行结束时重做 · a summary, made again at the end of every run"
PORTAL = Column("portal_id", NEEDED, "门户", "Portal", "portals.id")
YEAR = Column("year", ID, "年度", "Year")
#: What of report `r` is compared with its peers, by the measure `m`.
MEASURE = """CASE m.measure WHEN 'new_received' THEN r.new_received
                      ELSE round(100.0 * r.denied / nullif(r.processed_total, 0), 2) END"""
#: The condition on report `r` that its figures are used in statistics.
_USED = "r.document = 1 AND r.year IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Addend:
    """A column of sums, and the SQL of what a report adds to it."""

    column: Column
    sql: str


@dataclass(frozen=True, slots=True)
class Shares:
    """A view of addends and the table of their sums by `keys` and `groups`; `source` is SQL that gives report `r`."""

    name: str
    zh: str
    en: str
    source: str
    addends: tuple[Addend, ...]
    groups: tuple[Addend, ...] = ()
    keys: tuple[Column, ...] = (PORTAL, YEAR)

    @property
    def view(self) -> View:
        """What each report adds, one row a report and value of `groups`."""
        columns = "".join(f',\n  {each.sql} AS "{each.column.name}"' for each in (*self.groups, *self.addends))
        sql = f"\nSELECT r.id, r.portal_id, r.agency_id, r.year{columns}\n{self.source}\n"
        return View(f"{self.name}_shares", f"{self.zh}，逐份年报", f"{self.en}, report by report", sql)

    @property
    def table(self) -> Table:
        """The sums."""
        return self.sums_by(self.keys, f"{self.name}_sums")

    def sums_by(self, keys: Sequence[Column], name: str) -> Table:
        """A table of sums by other columns."""
        by = (*keys, *(each.column for each in self.groups))
        columns = (*by, *(each.column for each in self.addends))
        return Table(name, f"{self.zh}，合计", f"{self.en}, sums", columns, tuple(each.name for each in by), note=NOTE)


def _number(name: str, sql: str, zh: str, en: str) -> Addend:
    return Addend(Column(name, ID, zh, en), sql)


def _figure(name: str, sql: str, zh: str, en: str) -> Addend:
    return Addend(Column(name, NUMBER, zh, en), sql)


def _headlines() -> Iterator[Addend]:
    for headline in HEADLINES:
        name = headline.name
        yield _figure(name, f"r.{name}", headline.zh, headline.en)
        yield _number(f"n_{name}", f"r.{name} IS NOT NULL", f"有此数字的年报数：{headline.zh}", "Reports that print it")


def _together(name: str, **figures: tuple[str, str, str]) -> Iterator[Addend]:
    """Figures that count only where a report has all of them, each as SQL, Chinese and English; and how many have."""
    all_known = " AND ".join(f"{sql} IS NOT NULL" for sql, _, _ in figures.values())
    zh, en = ("、".join(each[1] for each in figures.values()), ", ".join(each[2] for each in figures.values()))
    yield _number(f"n_{name}", all_known, f"以下都有数字的年报数：{zh}", f"Reports that print all of: {en}")
    for column, (sql, figure_zh, figure_en) in figures.items():
        case = f"CASE WHEN {all_known} THEN {sql} END"
        yield _figure(f"{name}_{column}", case, f"{figure_zh}，在上述年报中", f"{figure_en}, in these reports")


def _answer(row: str, headline: str) -> str:
    """A figure about answers in the tables of all forms."""
    indicator = f"SELECT max(coalesce(i.year, i.count)) FROM indicators i WHERE i.report_id = r.id AND i.row = '{row}'"  # noqa: S608
    return f"CASE r.form WHEN '2014' THEN ({indicator}) ELSE r.{headline} END"


_REPORTS = _number("reports", "1", "年报数", "Reports")
_HANDLED = ("r.processed_total", "办理总计", "handled in all")
_APPLICANTS = {
    "natural_person": ("n.natural_person", "自然人", "natural persons"),
    "business": ("n.business", "商业企业", "businesses"),
    "research_institute": ("n.research_institute", "科研机构", "research institutes"),
    "public_interest_org": ("n.public_interest_org", "社会公益组织", "public interest organisations"),
    "legal_service_org": ("n.legal_service_org", "法律服务机构", "legal services"),
    "other_org": ("n.other_org", "其他组织", "other organisations"),
    "total": ("n.total", "合计", "all applicants"),
}

REPORT_SHARES = Shares(
    "report", "年报的主要数字", "Headline figures",
    f"""\
FROM reports r
LEFT JOIN applications n ON n.report_id = r.id
  AND n.outcome_id = (SELECT id FROM outcomes WHERE code = 'new_received')
LEFT JOIN applications h ON h.report_id = r.id
  AND h.outcome_id = (SELECT id FROM outcomes WHERE code = 'unavailable_not_held')
WHERE {_USED}""",  # noqa: S608 -- names of our tables
    (
        _REPORTS,
        _number("agencies", "r.agency_id IS NOT NULL", "机关数", "Agencies"),
        *_headlines(),
        *_together("refusal", denied=("r.denied", "不予公开", "denied"), handled=_HANDLED),
        *_together("held", unavailable=("r.unavailable", "无法提供", "unavailable"),
                   not_held=("h.total", "本机关不掌握", "not held"), handled=_HANDLED),
        *_together("answers", granted=(_answer("granted", "granted"), "予以公开", "granted"),
                   in_part=(_answer("granted_in_part", "granted_in_part"), "部分公开", "granted in part"),
                   all=(_answer("applications_answered", "processed_total"), "办理或答复总计", "handled or answered")),
        *_together("applicants", **_APPLICANTS),
    ),
    groups=(Addend(
        Column("tables", NEEDED, "表格：三张、2018年及以前的指标、没有", "The three, indicators up to 2018, or none"),
        "CASE WHEN r.form IN ('2019', '2021') THEN '2019, 2021' WHEN r.form = '2014' THEN '2014' ELSE 'none' END",
    ),),
)  # fmt: skip

DOCUMENT_SHARES = Shares(
    "document", "全部文件", "All documents", "FROM reports r",
    (
        _REPORTS,
        _number("tabled", "coalesce(r.form IN ('2019', '2021'), 0)", "有三张表格的", "With the three tables"),
        _number("counted", "EXISTS (SELECT 1 FROM counts WHERE report_id = r.id)",
                "正文有数字的", "With figures in their prose"),
        _number("changed", "r.version > 1", "发布后改动过的", "Changed after publication"),
        _number("compared", "EXISTS (SELECT 1 FROM locations WHERE report_id = r.id AND first_seen < last_seen)",
                "抓取过不止一次的", "Fetched more than once"),
    ),
    keys=(PORTAL,),
)  # fmt: skip

# A cross join, which SQLite does not turn round: it begins with the few reports that are asked for.
OUTCOME_SHARES = Shares(
    "outcome", "不予公开各理由与其他处理", "Grounds of refusal and other outcomes",
    f"""\
FROM reports r
CROSS JOIN outcomes o ON o.group_code = 'denied' OR CASE r.form WHEN '2019' THEN o.code = 'other'
                                                    WHEN '2021' THEN o.group_code = 'other' AND o.code <> 'other' END
LEFT JOIN applications c ON c.report_id = r.id AND c.outcome_id = o.id
WHERE r.form IN ('2019', '2021') AND {_USED}""",
    (
        _REPORTS,
        *_together("of_denied", cases=("c.total", "此项", "it"), denied=("r.denied", "不予公开", "all denied")),
        *_together("of_handled", cases=("c.total", "此项", "it"), handled=_HANDLED),
    ),
    groups=(Addend(Column("form", NEEDED, "表格所用格式", "Form", "forms.id"), "r.form"),
            Addend(Column("outcome_id", ID, "办理结果", "Outcome", "outcomes.id"), "o.id")),
)  # fmt: skip

REMEDY_SHARES = Shares(
    "remedy", "复议、诉讼的结果", "Results of reconsideration and litigation",
    f"""\
FROM reports r
CROSS JOIN remedy_kinds k
LEFT JOIN remedies m ON m.report_id = r.id AND m.kind_id = k.id
WHERE r.form IN ('2019', '2021') AND {_USED}""",
    (
        _REPORTS,
        *_together("remedies", corrected=("m.corrected", "纠正", "corrected"),
                   decided=("m.upheld + m.corrected + m.other", "维持、纠正与其他", "upheld, corrected and other")),
        _figure("pending", "m.pending", "尚未审结", "Pending"),
    ),
    groups=(Addend(Column("kind_id", ID, "类别", "Kind", "remedy_kinds.id"), "k.id"),),
)  # fmt: skip

SHARES = (REPORT_SHARES, DOCUMENT_SHARES, OUTCOME_SHARES, REMEDY_SHARES)
