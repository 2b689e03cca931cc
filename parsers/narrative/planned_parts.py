"""Where a section tells only what is still to be done: below 下一步工作打算, in the lists that 下一步 opens."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from parsers.narrative.clauses import Phrase
from parsers.narrative.items import ITEM

_ORDINALS = "一二三四五六七八九十"
#: Without one of these nothing is planned; most sections hold none.
_HINT = re.compile("下一?[步阶]|今后|明年|来年|打算|努力方向|工作(?:计划|思路|设想)")
_NEXT = "下一?步|下一?阶段|下一?年度?|今后|明年|来年"
_KIND = "的|主要|重点|具体"
_OF_WHAT = rf"(?:{_KIND}|我[局委办镇乡县市区])*(?:政务公开|(?:政府)?信息公开)?(?:重点)?(?:工作)?(?:{_KIND})*"
_INTENDED = "打算|计划|设想|思路|安排|努力方向"
_TITLE = (
    rf"(?:(?:{_NEXT}){_OF_WHAT}(?:(?:{_INTENDED}|方向|重点|措施|目标|任务|举措)[和及与、]?)*"
    rf"|(?:(?P<year>20\d\d)年度?)?{_OF_WHAT}(?:(?:{_INTENDED}|改进方向)[和及与、]?)+)"
)
_HEADING = re.compile(rf"(?:第?[{_ORDINALS}]{{1,3}}[、.,:]|\d{{1,2}}[.、])?{_TITLE}[:。]?")
#: (二)下一步打算。 · 2.工作打算: · 下一步工作计划⏎
_HEADS = re.compile(
    rf"(?:^|(?<=[\n。;]))(?P<mark>\([{_ORDINALS}]+\)|[{_ORDINALS}]+、|\d{{1,2}}[.、])?{_TITLE}(?=[:。\n])"
)
#: What ends what such a heading stands above: the next one marked in the same way.
_SIBLINGS = {
    ")": re.compile(rf"[\n。;]\([{_ORDINALS}]+\)"),
    "、": re.compile(rf"[\n。;](?:[{_ORDINALS}]+|\d{{1,2}})、"),
    ".": re.compile(r"[\n。;]\d{1,2}\.(?!\d)"),
}
#: Who plans, and as which item.
_OPENER = rf"(?:{ITEM}|\([{_ORDINALS}\d]{{1,3}}\))?(?:我[局委办院厅镇乡县市区]|本(?:机关|单位|部门))?"
#: 下一步，…; its own sentence is judged by its own words.
_OPENS = re.compile(rf"(?:^|(?<=[\n。;,:)])){_OPENER}(?:{_NEXT})(?=[,:我本将要继])")
_SENTENCE_MARK = re.compile(r"[。\n]")
_ITEM = re.compile(
    rf"(?P<is>[{_ORDINALS}][是要])|第(?P<first>[{_ORDINALS}])[,是]|\((?P<brackets>[{_ORDINALS}])\)"
    r"|(?<!\d)(?P<digits>\d{1,2})[.、](?!\d)|(?P<ring>[①-⑩])"
)
#: What was done or found all the same: 针对检查发现的问题12个.
_DONE = re.compile("(?:发现|存在|查摆|排查|反馈|上述|以上|已|现有|目前|今年|去年|本年|实际)[^,。;:]*$")


class PlannedParts:
    """The parts of a section's masked text that tell what is planned."""

    __slots__ = ("_parts", "_year")

    def __init__(self, heading: str, masked: str, year: int | None) -> None:
        """Look through `masked`, the text below `heading`; `year` is the one reported."""
        self._year = year
        self._parts: list[tuple[int, int]] = []
        title = _HINT.search(heading) and _HEADING.fullmatch("".join(heading.split()))
        if title and _is_to_come(title, year):
            self._parts = [(0, len(masked))]
        elif _HINT.search(masked) or (year and f"{year + 1}年" in masked):
            self._parts = sorted([*_below_headings(masked, year), *_lists(masked, year)])

    def hold(self, phrase: Phrase) -> bool:
        """Whether a figure is of what is planned."""
        if not self._parts:
            return False
        position = phrase.figure.start
        if not any(begin <= position < end for begin, end in self._parts[: self._before(position)]):
            return False
        return _DONE.search(phrase.lead) is None and f"{self._year}年" not in phrase.lead

    def _before(self, position: int) -> int:
        return bisect_right(self._parts, (position, position))


def _is_to_come(title: re.Match[str], year: int | None) -> bool:
    return title["year"] is None or (year is not None and int(title["year"]) > year)


def _below_headings(masked: str, year: int | None) -> Iterator[tuple[int, int]]:
    for found in _HEADS.finditer(masked):
        if _is_to_come(found, year):
            yield found.end(), _end_below(masked, found)


def _end_below(masked: str, heading: re.Match[str]) -> int:
    """Where that ends which a heading stands above; without a mark or a line of its own, its list ends it."""
    end = heading.end()
    if heading["mark"]:
        sibling = _SIBLINGS[heading["mark"][-1]].search(masked, end)
        return sibling.start() if sibling else len(masked)
    return len(masked) if masked[end] == "\n" else _end_of_list(masked, end, _sentence_end(masked, end + 1))


def _lists(masked: str, year: int | None) -> Iterator[tuple[int, int]]:
    """What items say that go on with 下一步，…：一是…; with next year before them, from the first."""
    for found in _OPENS.finditer(masked):
        begin = _sentence_end(masked, found.end())
        yield begin, _end_of_list(masked, found.end(), begin)
    for found in (
        re.finditer(rf"(?:^|(?<=[\n。;])){_OPENER}{year + 1}年(?:,|要|力争|争取|打算)", masked) if year else ()
    ):
        end = _sentence_end(masked, found.end())
        told = re.compile(f"{year}年|今年|本年|实际").search(masked, found.end(), end)
        yield found.end(), told.start() if told else _end_of_list(masked, found.end(), end)


def _sentence_end(masked: str, position: int) -> int:
    found = _SENTENCE_MARK.search(masked, position)
    return found.start() if found else len(masked)


def _end_of_list(masked: str, begin: int, end: int) -> int:
    """Where the sentences end that are the next items of a list in `masked[begin:end]`."""
    last: dict[str, int] = {}
    while True:
        for item in _ITEM.finditer(masked, begin, end):
            last[item.lastgroup or ""] = _number(item)
        following = _ITEM.match(masked, end + 1)
        if following is None or _number(following) != last.get(following.lastgroup or "", 0) + 1:
            return end
        begin, end = end + 1, _sentence_end(masked, end + 1)


def _number(item: re.Match[str]) -> int:
    printed = item[item.lastgroup or 0]
    return (
        int(printed)
        if printed.isdecimal() and printed.isascii()
        else 1 + f"{_ORDINALS}①②③④⑤⑥⑦⑧⑨⑩".index(printed[0]) % 10
    )
