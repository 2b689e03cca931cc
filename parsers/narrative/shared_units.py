"""Figures in a row that share the unit printed behind the last of them: 分别为12、15和20篇; 网上10、信函5、当面3件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from parsers.narrative.figures import COUNTED_ONE_BY_ONE, Figure, Unread, prefix_before
from parsers.narrative.language import language
from parsers.narrative.numbers import parse_numeral

_WORD = "分别"
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_JOINT = "(?:、|和|及|与|以及)"
#: All but the last, with no words between them.
_ROW = re.compile(rf"{_WORD}(?:[^,。;:()\d]|20\d\d年|,(?=[^,。;:()\d]{{0,6}}\d)){{0,20}}((?:{_NUMBER}{_JOINT})+)(?=\d)")
#: 电视、报纸、电台各20、15、8条.
_EACH_WORD, _DONE = "各", r"(?:为|有|(?:发布|公开|推送|收到|受理|办理|办结|举办|召开|印发)[^,。;:()\d、]{0,6})?"
EACH = _EACH_WORD + _DONE
_EACH = re.compile(rf"{_EACH_WORD}(?=[\d为有发公推收受办举召印]){_DONE}((?:{_NUMBER}{_JOINT})+)(?=\d)")
_ONE = re.compile(_NUMBER)
_LARGE = "万亿"
#: 网上10、信函5、|当面3件: all but the last, each with its own words.
_THING = r"[^,。;:、()!?\n\d]{0,15}[\u4e00-\u9fff]"
_NAMED = re.compile(rf"(?:{_THING}{_NUMBER}[余多]?{_JOINT})+(?=(?P<last>{_THING})\d)")
#: No row is without the first of these, found by the joint behind the number; none goes beyond the second.
_JOINED_NUMBER, _PARTING = re.compile(r"[、和及与以](?:(?<=\d.)|(?<=\d[余多].))"), "。;:()!?\n"
_PART_END = re.compile(f"[{_PARTING}]")
_ITEM = re.compile(rf"(?P<thing>{_THING})(?P<number>{_NUMBER})(?P<few>[余多]?){_JOINT}")
#: 网站12条|、微信5、微博3: whether those behind the unit are of it too is not certain.
_BEHIND = re.compile(rf"(?:{_JOINT}{_THING}{_NUMBER})+(?=[,。;)!?\n]|$)")
_ITEM_BEHIND = re.compile(rf"{_JOINT}(?P<thing>{_THING})(?P<number>{_NUMBER})")
#: 附件1、…, 国发12、…, 双11、…: parts of names.
_NAME_ENDS = re.compile(
    "(?:第|(?<![众音频条手账])号|令|发|字|届|版|附件|附表|表|图|双|(?<!半)(?<!全)年|至|(?<!收)(?<!接)到)$"
)
#: 2024、…, 12345、…, 0938、…: what is no amount, or may be none.
_YEAR, _SERVICE = re.compile(r"(?:19|20)\d\d"), re.compile(r"12\d{3}|9\d{4}|0\d+")
_VERB = 2
#: 召开会议12、举办培训4次: done in the same way.
_HELD = ("召开", "举办", "举行", "开展", "组织")


def with_shared_units(masked: str, figures: Sequence[Figure], unread: list[Unread]) -> list[Figure]:
    """`figures` with those of a row that only lack the unit, in order.

    Where the last has a 万 of which the others may be, or where it is not certain that the unit is theirs, they join
    the `unread`.
    """
    known = {figure.start: figure for figure in figures}
    rows = [*_behind(masked, known)]
    if _JOINED_NUMBER.search(masked):
        rows = [*_bare(masked, known), *_named(masked, known), *rows]
    for one, certain in rows:
        if (same := known.get(one.start)) and same.unit:
            continue
        if certain:
            known[one.start] = one
        else:
            known.pop(one.start, None)
            unread.append(Unread(one.start, one.end, one.end, one.unit))
    return sorted(known.values(), key=_position) if rows else list(figures)


def _position(figure: Figure) -> int:
    return figure.start


def _bare(masked: str, known: dict[int, Figure]) -> Iterator[tuple[Figure, bool]]:
    """分别为12、15和20篇: the figures without words of their own, and whether they are certain."""
    rows = _ROW.finditer(masked) if _WORD in masked else ()
    for row in chain(rows, _EACH.finditer(masked)) if _EACH_WORD in masked else rows:
        last = known.get(row.end())
        if last is not None and last.unit:
            for one in _ONE.finditer(masked, row.start(1), row.end(1)):
                yield _like(last, *one.span(), masked), masked[last.end - 1] not in _LARGE


def _named(masked: str, known: dict[int, Figure]) -> Iterator[tuple[Figure, bool]]:
    """网上10、信函5、当面3件: those that each name their thing."""
    ends = {figure.end for figure in known.values()}
    for row in _rows(masked):
        last = known.get(row.end("last"))
        items = list(_ITEM.finditer(masked, row.start(), row.end()))
        if last is None or not last.unit or _are_names(items, [*(item["thing"] for item in items), row["last"]], last):
            continue
        certain = masked[last.end - 1] not in _LARGE and not _tells_another_act(items, row["last"])
        certain = certain and row.start() not in ends  # 培训3期|120、讲座2期80人次
        for item in items:
            figure = _like(last, *item.span("number"), masked)
            if item["few"]:
                figure = replace(figure, close=item.end("few"), qualifier="more_than")
            yield figure, certain and _YEAR.fullmatch(item["number"]) is None


def _rows(masked: str) -> Iterator[re.Match[str]]:
    """What `_NAMED` finds; it is slow, and most parts of a text hold no number that something is joined to."""
    end = 0
    while joined := _JOINED_NUMBER.search(masked, end):
        begin = max(end, *(masked.rfind(mark, end, joined.start()) + 1 for mark in _PARTING))
        close = _PART_END.search(masked, joined.end())
        end = close.start() if close else len(masked)
        yield from _NAMED.finditer(masked, begin, end)


def _behind(masked: str, known: dict[int, Figure]) -> Iterator[tuple[Figure, bool]]:
    """网站12条、微信5、微博3: those that lack a unit behind a figure that has one."""
    for figure in tuple(known.values()):
        row = _BEHIND.match(masked, figure.close) if figure.unit in COUNTED_ONE_BY_ONE else None
        items = list(_ITEM_BEHIND.finditer(masked, row.start(), row.end())) if row else []
        if items and not _are_names(items, [item["thing"] for item in items], figure):
            missing = [item.span("number") for item in items if item.start("number") not in known]
            yield from ((_like(figure, *span, masked), False) for span in missing)


def _are_names(items: Sequence[re.Match[str]], things: Sequence[str], figure: Figure) -> bool:
    """Whether the numbers are parts of names: 附件1、附件2, 12345、市长信箱, 3.15、宪法日."""
    if len(set(things)) < len(things) or any(map(_NAME_ENDS.search, things)):
        return True
    whole = figure.unit in COUNTED_ONE_BY_ONE
    return any(_SERVICE.fullmatch(item["number"]) or (whole and "." in item["number"]) for item in items)


def _tells_another_act(items: Sequence[re.Match[str]], last: str) -> bool:
    """设窗口12、受理事项30件: whether one but the first tells what was done to something else."""
    first = items[0]["thing"]
    alike = _HELD if any(verb in first for verb in _HELD) else ()
    others = [*(item["thing"] for item in items[1:]), last]
    if all(other[-_VERB:] == first[-_VERB:] for other in others):
        return False  # 当面申请3、邮寄申请4件
    verbs = (other[:_VERB] for other in others if len(other) > _VERB)
    return any(verb in language().activity_verbs and verb not in first and verb not in alike for verb in verbs)


def _like(last: Figure, start: int, end: int, masked: str) -> Figure:
    """The figure of a number that shares the unit of the `last`."""
    opening, qualifier = prefix_before(masked, start)
    value = parse_numeral(masked[start:end])
    return replace(
        last,
        open=opening,
        start=start,
        end=end,
        close=end,
        value=value or 0,
        qualifier=qualifier or "exact",
        chinese=False,
    )
