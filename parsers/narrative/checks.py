"""Counts against each other and against the tables: findings that quote the source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from parsers.forms.indicators import REPEATED
from parsers.narrative.language import REMEMBERED, language
from parsers.narrative.limits import is_limited
from parsers.narrative.sums import quoted, where, wrong_sums
from parsers.narrative.topics import topic_before
from parsers.record import Cell, Count, Finding, Number, Section
from parsers.tables.indicators.columns import code_of

CONTRADICTION = "narrative.contradiction"
TABLE_MISMATCH = "narrative.table_mismatch"

#: Words of a subject that do not tell one thing from another.
_FILLER = re.compile(
    r"收到|受理|接收|接到|新收|办理|全年|全局|今年|本级|我[局镇乡]|公民|法人|其他组织|提出|各类|通过|政务|官方|平台|有关"
    r"|总数|数量|共计?|累计|[^\w]|[、和或的了等数在]"
)
_MIN_SUBJECT = 4
#: 刊发稿件12篇、8篇: an item of a row without words.
_BARE = re.compile(r"[\d.,]+[万亿]?\D{1,2}")
_RELATIVE_UNITS = frozenset({"%", "‰", "个百分点"})
_GOVERNMENTS = re.compile("(?:人民政府|办事处|管委会|管理委员会)$")


def contradictions(
    counts: Sequence[Count], agency: str | None = None, sections: Sequence[Section] = ()
) -> tuple[Finding, ...]:
    """What the prose says twice and differently, and breakdowns whose parts do not add up to their total.

    Figures that the `sections` tell under different topics are not the same.
    A breakdown is a `warning` where its parts exceed the total, or fall short of it though it names a rest
    (其他); parts that fall short without claiming to be complete are a `note`.
    """
    return (*_repeated(counts, agency, {section.number: section.text for section in sections}), *wrong_sums(counts))


def _without_own_region(subject: str, agency: str | None) -> str:
    """全县收到申请 without 全县 where the agency is that county's government."""
    region = _GOVERNMENTS.sub("", agency or "")
    own = region != agency and subject[:1] in ("全", "我") and region.endswith(subject[1:2] or "-")
    return subject[2:] if own else subject


def _repeated(counts: Sequence[Count], agency: str | None, texts: Mapping[int, str]) -> Iterator[Finding]:
    """Exact figures of the same subject, class, unit and scope that differ."""
    groups: dict[tuple[object, ...], list[Count]] = defaultdict(list)
    for count in counts:
        if not _says_it_all(count):
            continue
        subject = _thing(_without_own_region(count.subject, agency))
        if len(subject) >= _MIN_SUBJECT:
            groups[subject, count.metric, count.channel, count.unit, count.scope].append(count)
    for group in groups.values():
        first = group[0]
        for other in group[1:]:
            told = other.value != first.value and code_of(first.subject) not in REPEATED
            if told and _topic(first, texts) == _topic(other, texts):
                yield _contradiction(first, other)


def _topic(count: Count, texts: Mapping[int, str]) -> str | None:
    return topic_before(texts.get(count.section, ""), count.start, count.quote)


@lru_cache(maxsize=REMEMBERED)
def _thing(subject: str) -> str:
    """The words of a subject that tell one thing from another."""
    return _FILLER.sub("", subject)


def _says_it_all(count: Count) -> bool:
    """Whether the count stands for itself: no part, no item of a list whose verb was said before."""
    exact = count.qualifier == "exact" and count.scope != "change" and count.unit not in _RELATIVE_UNITS
    told = count.channel is not None or language().tells_activity(count.subject)
    return exact and told and count.part_of is None and _BARE.fullmatch(count.quote) is None


def _contradiction(first: Count, other: Count) -> Finding:
    return Finding(
        CONTRADICTION,
        "warning",
        f"{quoted(first)}与{quoted(other)}不一致 / two figures for the same thing",
        where(other),
        expected=first.value,
        actual=other.value,
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which counts are comparable with which cells, whose sum they state.

    `words`: the quotation holds one of them; `unless`: it holds none of these. `cells` are alternatives by form,
    each the (table, row, column) codes to add up. `others` are sums that the same words may state as well: all that was
    handled, with what the year before had left.
    """

    metric: str
    words: re.Pattern[str]
    unless: re.Pattern[str]
    cells: tuple[tuple[tuple[str, str, str], ...], ...]
    money: bool = False
    others: tuple[tuple[tuple[str, str, str], ...], ...] = ()


_PART_OF_IT = (
    "维持|纠[正错]|确认违法|撤销|驳回|胜诉|败诉|审结|自然人|企业|网上|网络|信函|邮寄|当面|邮件|传真|上年|结转|其中|延期|补正|会商|重复|撤回"
    "|转办|转来|转交|指导|涉及|复议后|未经复议|直接(?!引|受理|收到|导致)|出庭|逾期|(?<![、和及或与])(?:法人(?:(?:[和及或]|以及|或者)其他组织)?|其他组织)申请(?!公开)|因[^,。;]{0,6}收费|未答复|未办结|不到位|不及时|不当"
)
COMPARISONS: tuple[Comparison, ...] = (
    Comparison(
        "applications_received",
        re.compile("公开|依申请|(?:收到|受理|接收|接到|新收|办理)申请"),
        re.compile(
            rf"{_PART_OF_IT}|申请表|咨询|公民(?![、,和及或与])|^对(?!收到|受理|接[收到])"
            r"|(?<!依)申请公开(?!政府信息|工作|[\d的共数总,。;]|$)|要求公开(?!政府信息)"
            r"|(?<!收到|受理|接收|接到|新收)依申请公开政府信息(?!的?申请)"
        ),
        ((("applications", "new_received", "total"),),),
        others=(
            (("applications", "new_received", "total"), ("applications", "carried_in", "total")),
            (("applications", "processed_total", "total"),),
        ),
    ),
    Comparison(
        "reconsiderations",
        re.compile(r"信息公开|依申请|未|无|没有"),
        re.compile(_PART_OF_IT),
        ((("remedies", "reconsideration", "total"),),),
    ),
    Comparison(
        "litigations",
        re.compile(r"信息公开|依申请|未|无|没有"),
        re.compile(_PART_OF_IT),
        (
            (
                ("remedies", "litigation_direct", "total"),
                ("remedies", "litigation_after_reconsideration", "total"),
            ),
        ),
    ),
    Comparison(
        "normative_documents",
        re.compile(r"制发|制定|新制作|出台|印发"),
        re.compile(r"废止|失效|有效|修订|修改|清理|审查|备案"),
        (
            (("disclosure", "normative_documents", "issued"),),
            (("disclosure", "normative_documents", "newly_made"),),
        ),
    ),
    Comparison(
        "normative_documents",
        re.compile(r"废止"),
        re.compile(r"拟|修订|修改|失效|有效"),
        ((("disclosure", "normative_documents", "repealed"),),),
    ),
    Comparison(
        "normative_documents",
        re.compile(r"现行有效"),
        re.compile(r"废止|失效"),
        ((("disclosure", "normative_documents", "in_force"),),),
    ),
    Comparison(
        "charges",
        re.compile(r"行政事业性收费"),
        re.compile(r"项目"),
        ((("disclosure", "fees", "amount"),),),
        money=True,
    ),
)
#: What was received is no more than that; 办理, 受理, 处理 may count what the year before had left.
_RECEIVED = re.compile("收到|新收|接到|接收")
#: Cells print 万元; a rounded amount (1.86亿元 for 18651.06万元) is no contradiction.
_YUAN = 10_000
_MONEY_TOLERANCE = 0.01


def against_cells(counts: Sequence[Count], cells: Iterable[Cell], agency: str | None = None) -> tuple[Finding, ...]:
    """Counts that disagree with the table cells for the same thing.

    Compared are exact figures of the year that are not part of another figure and name no channel: applications
    received, reconsideration and litigation, normative documents, administrative charges. Those of a region (全县) are
    compared only where `agency` is its government.
    """
    pairs = [
        (count, comparison)
        for count in counts
        for comparison in COMPARISONS
        if count.metric == comparison.metric
        and _comparable(count, comparison)
        and not is_limited(_without_own_region(count.subject, agency))
    ]
    if not pairs:
        return ()
    values = {(cell.table, cell.row, cell.column): cell for cell in cells if cell.state == "number"}
    return tuple(finding for pair in pairs if (finding := _mismatch(*pair, values)))


def _comparable(count: Count, comparison: Comparison) -> bool:
    return (
        (count.scope, count.qualifier) == ("year", "exact")
        and count.part_of is None
        and count.channel is None
        and count.unit not in _RELATIVE_UNITS
        and comparison.words.search(count.quote) is not None
        and comparison.unless.search(count.quote) is None
        and (count.unit == "元" or count.value == 0 or not comparison.money)
    )


def _mismatch(count: Count, comparison: Comparison, values: dict[tuple[str, str, str], Cell]) -> Finding | None:
    handled = count.value and not _RECEIVED.search(count.quote)
    if handled and any(count.value == _sum_of(keys, values) for keys in comparison.others):
        return None
    for keys in comparison.cells:
        found = [values[key] for key in keys if key in values]
        if len(found) == len(keys):
            return _against(count, found, money=comparison.money)
    return None


def _sum_of(keys: Sequence[tuple[str, str, str]], values: dict[tuple[str, str, str], Cell]) -> Number:
    return sum(values[key].value or 0 for key in keys if key in values)


def _against(count: Count, cells: Sequence[Cell], *, money: bool) -> Finding | None:
    expected: Number = sum(cell.value for cell in cells if cell.value is not None)
    if money:
        expected *= 1 if cells[0].unit == "元" else _YUAN
        if abs(expected - count.value) <= _MONEY_TOLERANCE * abs(expected):
            return None
    if expected == count.value:
        return None
    printed = " + ".join(f"{cell.label} {cell.raw}" for cell in cells)
    return Finding(
        TABLE_MISMATCH,
        "warning",
        f"{quoted(count)}：表中为 {printed} / the table prints another figure",
        f"section {count.section}; {cells[0].source}",
        expected=expected,
        actual=count.value,
    )
