"""From sections to counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from parsers.narrative.breakdowns import inherited
from parsers.narrative.classes import RELATIVE_UNITS
from parsers.narrative.clauses import JOINTS, Phrase, phrases
from parsers.narrative.compared_parts import compared_parts
from parsers.narrative.counted import denied, in_order, zeros_of_both
from parsers.narrative.course import (
    denied_again,
    in_unit,
    is_back,
    is_of_either,
    next_difference,
    same_sentence,
    scope_after,
    whole_before,
)
from parsers.narrative.excluded import exclusion
from parsers.narrative.figures import Figure, Unread, find_figures, in_digits, mask
from parsers.narrative.items import without_mark
from parsers.narrative.language import language
from parsers.narrative.leads import without_year
from parsers.narrative.limits import NO_LIMIT, OTHER_YEAR, OWN_YEAR, UNCERTAIN_YEAR, Limit, Limits
from parsers.narrative.named import Named
from parsers.narrative.planned_parts import PlannedParts
from parsers.narrative.prose import Prose
from parsers.narrative.respective import respective
from parsers.narrative.scope import SINCE, is_change, is_since, since_the_year
from parsers.narrative.settled import settled
from parsers.narrative.shared_units import with_shared_units
from parsers.narrative.subjects import name
from parsers.narrative.unitless import is_amount, is_row_of_cells, names_amount
from parsers.narrative.unread import doubted, is_cut, unread
from parsers.narrative.vocabulary import vocabulary
from parsers.narrative.years_in_a_row import years_in_a_row
from parsers.narrative.zeros import ZeroStatement, find_zeros
from parsers.record import Count, Finding, Section

#: A list longer than this is none that a sentence holds together.
_LOOK_BACK = 40
_JOINTS_OF_LIKE = (*JOINTS, ",")


def extract(sections: Sequence[Section], year: int | None = None) -> tuple[Count, ...]:
    """Every figure of the prose that states how much was done, received, published, held or collected.

    In printed order, without those of another year than the `year` reported. `part_of` is the index, in the returned
    tuple, of the total that a figure breaks down.
    """
    return read_counts(sections, year)[0]


def read_counts(sections: Sequence[Section], year: int | None = None) -> tuple[tuple[Count, ...], tuple[Finding, ...]]:
    """As `extract`, with a finding for every figure that is printed so that it cannot be read for certain."""
    counts: list[Count] = []
    findings: list[Finding] = []
    for section in sections:
        found, doubts = _section_counts(section, year)
        counts.extend(_shifted(found, len(counts)) if counts else found)
        findings.extend(doubts)
    return tuple(counts), tuple(findings)


def _shifted(counts: Iterable[Count], offset: int) -> list[Count]:
    return [count if count.part_of is None else replace(count, part_of=count.part_of + offset) for count in counts]


def _section_counts(section: Section, year: int | None) -> tuple[list[Count], list[Finding]]:
    prose = Prose(section.text)
    text = prose.text
    masked = mask(text)
    figures, broken = _figures(masked)
    dated = in_digits(masked, figures)
    limits, ends = Limits(dated, year), sorted(numeral.end for numeral in broken)
    limited: Iterable[tuple[Phrase, Limit]]
    limited = ((one, limits.of(one.figure.start, one.figure.close)) for one in phrases(text, masked, figures, ends))
    if rows := years_in_a_row(dated, figures, year) | compared_parts(dated, figures, year):
        limited = ((one, rows.get(one.figure.start, limit)) for one, limit in limited)
    telling, planned = (
        _Telling(limits, (year or 0) if SINCE in text else None),
        PlannedParts(section.heading, masked, year),
    )
    for phrase, of in limited:
        if not planned.hold(phrase):
            telling.take(phrase, of)
    named, parts = settled(respective(telling.named))
    items = inherited(named, parts)
    zeros = [*zeros_of_both(section, prose, items), *_zeros(section, prose, masked, limits, telling)]
    findings = [unread(section, prose, numeral) for numeral in broken]
    findings.extend(doubted(section, prose, told) for told in telling.doubted)
    return in_order(section, prose, items, parts, zeros), findings


def _zeros(
    section: Section, prose: Prose, masked: str, limits: Limits, telling: _Telling
) -> Iterator[tuple[int, Count]]:
    """The zeros in words, by position; those whose year is not certain are `telling`'s doubts."""
    for zero in find_zeros(masked):
        of = limits.at(zero.start)
        hit = vocabulary().metrics.best(zero.words, None)
        metric = hit.term.code if hit else None
        if of.other_year and limits.at(zero.begin) is of and not limits.is_left(zero.close):
            again = denied_again(telling.named, telling.others, masked, zero, metric)
            of = NO_LIMIT if again else of
            if again is None:
                telling.doubted.append(zero)
        if not of.other_year:
            yield zero.start, denied(section, prose, zero, metric, of)


def _figures(masked: str) -> tuple[list[Figure], list[Unread]]:
    """The figures that state an amount, and the numerals that cannot be read."""
    figures: list[Figure] = []
    unread: list[Unread] = []
    lines = "\n" in masked
    for found in find_figures(masked):
        if isinstance(found, Unread) or (lines and is_cut(masked, found)):
            if found.unit or names_amount(masked, found.start):
                unread.append(Unread(found.start, found.end, found.close, found.unit))
        elif found.unit:
            figures.append(found)
        elif is_row_of_cells(masked, found):
            unread.append(Unread(found.start, found.end, found.close, None))
        elif is_amount(masked, found):
            figures.append(found)
    return with_shared_units(masked, figures, unread), unread


class _Telling:
    """The figures `named` so far, `others` of other years, those `doubted` whose year is not certain.

    `_compared` is the last of the others, `_over` the limit of a comparison that has ended, `_aside` the
    figure not counted with whose words the next one may go on. `_since` is the year reported, if 以来 is said.
    """

    __slots__ = ("_aside", "_compared", "_limits", "_over", "_since", "doubted", "named", "others")

    def __init__(self, limits: Limits, since: int | None) -> None:
        self.named: list[Named] = []
        self.others: list[Named] = []
        self.doubted: list[Phrase | ZeroStatement] = []
        self._limits = limits
        self._since = since
        self._compared: Named | None = None
        self._over: Limit | None = None
        self._aside: Named | None = None

    def take(self, phrase: Phrase, of: Limit) -> None:
        """Name the next figure, unless it is of another year or counts nothing."""
        if of is UNCERTAIN_YEAR:
            self.doubted.append(phrase)
            return
        if self._since is not None:
            phrase = since_the_year(phrase, self._since)
        if (of is OTHER_YEAR or (of.other_year and of is not self._over)) and self._is_compared(phrase, of):
            return
        if of is not OWN_YEAR and (rule := exclusion(phrase)):
            self._aside = name(phrase, _last_amount(self.named, phrase), None, change=False) if rule.goes_on else None
            return
        of = NO_LIMIT if of is self._over else of
        phrase = phrase if phrase.starts_sentence or self._is_told_before(phrase) else phrase.alone()
        if phrase.gap in _JOINTS_OF_LIKE and self.named and _goes_on(self.named[-1], phrase):
            self.named.append(next_difference(self.named, phrase))
            return
        change = is_change(phrase)
        item = self._item(phrase, change=change)
        told = scope_after(self.named, item, change=change)
        told = "cumulative" if self._since is not None and is_since(phrase) else told
        known = item.scope == told and item.limit is of
        self.named.append(item if known else item._replace(scope=told, limit=of))

    def _is_compared(self, phrase: Phrase, of: Limit) -> bool:
        """Whether a figure limited to another year is certainly of that year."""
        named, compared = self.named, self._compared
        goes_on = compared is not None and phrase.is_next_to(compared.phrase) and _is_told_apart(named, compared)
        before = compared if goes_on else _before(named, compared, phrase)
        item = name(phrase, before, named[-1] if named else None, change=False)
        if self._aside and not item.subject and _follows(self._aside, phrase):
            item = self._aside._replace(phrase=phrase)
        left = not is_change(phrase) and self._limits.is_left(phrase.figure.start)
        certain = of is OTHER_YEAR or without_mark(phrase.lead).startswith(of.other_year) or left
        if not certain and compared and is_back(named, compared, item):
            self._over = of
            return False
        if not certain and compared and self._is_doubtful(compared, item):
            self.doubted.append(phrase)
            return True
        alone = not any(same_sentence(named, item))
        self._compared = item
        self.others.append(item)
        self._aside = item._replace(subject=without_year(item.subject)) if alone or item.weight else None
        return True

    def _is_doubtful(self, compared: Named, item: Named) -> bool:
        """Whether a figure may be of the year reported or of that which was compared, or is part of one that may."""
        latest = self.doubted[-1] if self.doubted else None
        if isinstance(latest, Phrase) and item.phrase.is_next_to(latest):
            return True
        if ";" in item.phrase.gap and item.weight and item.metric != compared.metric and not exclusion(item.phrase):
            return True  # 去年收到申请8件；公开信息345条
        return is_of_either(self.named, compared, item) and not exclusion(item.phrase)

    def _is_told_before(self, phrase: Phrase) -> bool:
        """Whether a figure whose words the next one may go on with stands before it in its sentence."""
        if self.named and phrase.holds(self.named[-1].phrase):
            return True
        compared, aside = self._compared, self._aside
        return (compared is not None and phrase.holds(compared.phrase)) or (
            aside is not None and _follows(aside, phrase)
        )

    def _item(self, phrase: Phrase, *, change: bool) -> Named:
        named, aside = self.named, self._aside
        previous = _before(named, self._compared, phrase)
        latest = named[-1] if named else None
        if latest and phrase.brackets_left(latest.phrase):
            latest = previous
        elif change and phrase.gap[:1] in (";", ","):
            latest = whole_before(named, phrase) or latest
        if change and latest:
            latest = in_unit(named, phrase, latest)
        item = name(phrase, previous, latest, change=change)
        told_anew = aside is not None and ";" in aside.phrase.gap
        alike = not told_anew and _is_alike(previous, phrase)
        if aside and not item.weight and _follows(aside, phrase) and not alike:
            same = name(phrase, aside, aside, change=change)
            return same if same.metric else item
        if item.metric is None and (item.subject == item.host or language().bare.fullmatch(item.subject)):
            unit = phrase.figure.unit
            told = (one for one in same_sentence(named, item) if one.metric and one.phrase.figure.unit == unit)
            before = next(told, None)
            return name(phrase, before, before, change=change) if before and item.subject else item
        return item


def _is_told_apart(named: Sequence[Named], compared: Named) -> bool:
    """Whether nothing of the year stands before what is compared, or before the semicolon in front of it."""
    phrase = compared.phrase
    return not named or not phrase.holds(named[-1].phrase) or named[-1].phrase.figure.start < phrase.part_begin


def _goes_on(latest: Named, phrase: Phrase) -> bool:
    """同比分别下降11%、9%, 增加45条、2件, 分别占60%、20%: a second difference, or share of the same kind."""
    relative = phrase.figure.unit in RELATIVE_UNITS and latest.scope == "change"
    if phrase.gap not in JOINTS and not (phrase.gap == "," and (relative or not phrase.tail)):
        return False
    if not phrase.is_next_to(latest.phrase):
        return False
    return latest.scope == "change" or (latest.is_relative and phrase.figure.unit == latest.phrase.figure.unit)


def _is_alike(previous: Named | None, phrase: Phrase) -> bool:
    """编制目录12项，要求公开不少于10项，实际公开12项: of what was counted before."""
    if previous is None or previous.metric is None or not phrase.holds(previous.phrase):
        return False
    return previous.phrase.figure.unit == phrase.figure.unit


def _follows(aside: Named, phrase: Phrase) -> bool:
    """计划培训5次，完成6次; 去年公开76条，今年88条: directly behind a figure of the same thing that is not counted."""
    alike = aside.metric is not None and aside.phrase.figure.unit == phrase.figure.unit
    return alike and phrase.is_next_to(aside.phrase) and "分别" not in phrase.gap


def _before(named: Sequence[Named], compared: Named | None, phrase: Phrase) -> Named | None:
    """The amount whose words a figure may go on with: of another year only where nothing else stands between them."""
    joint = compared is not None and phrase.gap in JOINTS and compared.phrase.figure.close == phrase.begin - 1
    return compared if joint else _last_amount(named, phrase)


def _last_amount(named: Sequence[Named], phrase: Phrase) -> Named | None:
    """The last figure of the paragraph that is neither share nor difference; brackets now closed are passed over."""
    in_bracket = not phrase.starts_sentence and bool(named) and phrase.brackets_left(named[-1].phrase) > 0
    for item in islice(reversed(named), _LOOK_BACK):
        if item.phrase.paragraph != phrase.paragraph:
            return None
        if not item.is_relative and not in_bracket:
            return item
        in_bracket = (in_bracket and "(" not in item.phrase.gap) or item.phrase.gap[:1] == ")"
    return None
