"""A second report on the page of the first, as annex or in a compilation: its figures are not the first one's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from parsers.document import Block, Grid, Paragraph
from parsers.forms import FORMS
from parsers.forms.headings import TOPICS
from parsers.identity.identify import Identity
from parsers.record import Finding
from parsers.words.agencies import AGENCY_END, PLACE_END
from parsers.words.figures import read_figure
from parsers.words.prose import is_heading, topic_of
from parsers.words.text import fold, narrow
from parsers.words.titles import Title, read_title

#: Sections with text before another report may begin, and headings behind its title where it has no table.
_BEGUN = 2
LONGEST_TITLE = 70
_QUOTED = re.compile(r"《([^《》]{8,70})》")
#: A title is broken over so many lines at most.
_MOST_LINES = 3
ANNEX = re.compile(r"^附[件表]?[\d一二三四五六七八九十]{0,2}[:.、]?")
_YEAR = re.compile(r"^(20\d\d)年度?|(?<=[^\d])(20\d\d)年度?$")
_AGENCY = re.compile(rf"(?!本|我|全|各|该)[\u4e00-\u9fff]{{2,20}}(?:{AGENCY_END}|{PLACE_END})")
#: The longest first: some end with others.
TABLE_TITLES = sorted(
    (fold(title) for table in FORMS["2021"].tables for title in TOPICS[table.code]), key=len, reverse=True
)
#: Tables by shorter names.
_SHORT_TITLES = ("政府信息公开申请", "依申请公开", "收到和处理申请", "申请", "行政复议诉讼", "复议诉讼", "主动公开")

_TITLED = "|".join(map(re.escape, (*TABLE_TITLES, *_SHORT_TITLES)))
#: What a table is headed with besides whose it is: 某中心情况表, 2022年收到和处理政府信息公开申请情况.
CAPTION = re.compile(
    rf"(?P<agency>{_AGENCY.pattern})?(?:的|有关|相关|政府信息公开)*(?:{_TITLED})?"
    r"(?:情况|数据|统计|汇总|工作|一览|明细)*表?(?:如下)?"
)
_YEARS = re.compile(r"[(\[]?(?<!\d)(20\d\d)年?度?[)\]]?")
#: How a table says in its first or last rows whose it is, and of when; not when it was filled in.
_FILLED_BY = re.compile(rf"(?:单位|机关|部门)(?:名称)?[: ]*(?P<agency>{_AGENCY.pattern})(?=[\s()]|$)")
_FILLED_FOR = re.compile(
    r"(?:统计|报告|填报|数据)?(?:年度|年份|(?:统计|报告|数据)(?:时间|期间|期限|时段))[: ]*(20\d\d)(?:年|$)"
)
#: Rows at either end of a table that say so, and lines above it.
_ROWS_ABOUT, _LINES_ABOVE = 2, 2


def another_report(blocks: Sequence[Block], own: Identity) -> tuple[int, str] | None:
    """Where another agency's report, or the same one's on another year, begins among `blocks`, and its title.

    Nothing is taken for one before the report has begun, nor a title that no table and no sections follow: pages link
    other reports below their own.
    """
    begun = 0
    for position, block in enumerate(blocks):
        near = blocks[position : position + _MOST_LINES]
        if begun >= _BEGUN and (title := _other(near, own)) and _has_body(blocks[position:]):
            return position, title
        # In a table of contents a heading follows on the other.
        begun += _heads_section(block) and not any(map(_is_heading, near[1:2]))
    return None


def differing_captions(blocks: Sequence[Block], own: Identity) -> Iterator[Finding]:
    """A warning for each line above a table, or in it, that names another agency or year than the report is of."""
    for position, block in enumerate(blocks):
        if isinstance(block, Grid):
            for line in (*_above(blocks[max(0, position - _LINES_ABOVE) : position]), *_about(block)):
                title = _named_by(line)
                if title and _differs(title, own):
                    message = f"表格上方写明“{title.text}” / the line above the table names another agency or year"
                    yield Finding("parse.caption_differs", "warning", message)


def _above(blocks: Sequence[Block]) -> Iterator[str]:
    """The lines of the last of `blocks`, the nearest first."""
    for block in reversed(blocks):
        if isinstance(block, Grid) or len(block.text) > LONGEST_TITLE:
            return
        yield block.text


def _about(grid: Grid) -> Iterator[str]:
    """The first and last rows of a table, as lines, as far as they hold no figures."""
    for rows in (grid.rows[:_ROWS_ABOUT], grid.rows[: -_ROWS_ABOUT - 1 : -1]):
        for row in rows:
            printed = [cell.text for cell in row if cell.text]
            line = " ".join(printed)
            if len(line) > LONGEST_TITLE or any(map(_is_figure, printed)):
                break
            yield line


def _is_figure(printed: str) -> bool:
    """Whether a number is printed that is no year."""
    return read_figure(printed).state == "number" and not _YEARS.fullmatch(narrow(printed))


@lru_cache(maxsize=1024)  # the same headers stand in the tables of most reports
def _named_by(line: str) -> Title | None:
    """Whose a table is, and of which year, as a line at its edge says."""
    return _title_of_caption(line) or _filled_in(line)


def _title_of_caption(printed: str) -> Title | None:
    """What a line names that is nothing but the caption of a table."""
    words = ANNEX.sub("", narrow(printed)).rstrip(":")
    years = set(_YEARS.findall(words))
    named = CAPTION.fullmatch(_YEARS.sub("", words)) if words and len(years) < 2 else None
    return Title(printed, named["agency"], int(years.pop()) if years else None) if named else None


def _filled_in(printed: str) -> Title | None:
    """What a line says of who filled in a table, and for which year."""
    words = " ".join(map(narrow, printed.split()))
    agency, year = _FILLED_BY.search(words), _FILLED_FOR.search(words)
    return Title(printed, agency and agency["agency"], int(year[1]) if year else None) if agency or year else None


def _other(blocks: Sequence[Block], own: Identity) -> str | None:
    """The title that begins with the first of `blocks`, if it names another report than `own`."""
    for printed in _joined(blocks):
        title = read_title(printed) or _title_of_table(printed)
        if title and _differs(title, own):
            return printed
    return None


def _joined(blocks: Sequence[Block]) -> Iterator[str]:
    """What an opening sentence quotes; the first line; and with the next ones if it only names an agency and a year."""
    opening = blocks[0]
    if isinstance(opening, Paragraph) and any(map(_is_heading, blocks[1:2])):
        yield from _QUOTED.findall(opening.text)
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Grid) or "。" in block.text or sum(map(len, lines)) + len(block.text) > LONGEST_TITLE:
            return
        lines.append(block.text)
        if len(lines) == 1 or _AGENCY.fullmatch(_YEAR.sub("", narrow(lines[0]))):
            yield "".join(lines)


def _title_of_table(printed: str) -> Title | None:
    """What the title of an annexed table names: 附：某镇2024年收到和处理政府信息公开申请情况."""
    words = narrow(printed)
    if not ANNEX.match(words):
        return None
    folded = fold(ANNEX.sub("", words))
    table = next((title for title in TABLE_TITLES if folded.endswith(title)), None)
    if table is None:
        return None
    named = folded.removesuffix(table)
    year = _YEAR.search(named)
    agency = _YEAR.sub("", named)
    return Title(printed, agency if _AGENCY.fullmatch(agency) else None, int(year[1] or year[2]) if year else None)


def _differs(title: Title, own: Identity) -> bool:
    if title.year and own.year and title.year != own.year:
        return True
    one, other = (name and name.replace("人民", "") for name in (title.agency, own.agency))
    return bool(one and other and one not in other and other not in one)


def _has_body(blocks: Sequence[Block]) -> bool:
    return sum(map(_heads_section, blocks)) >= _BEGUN or any(isinstance(block, Grid) for block in blocks)


def _is_heading(block: Block) -> bool:
    return isinstance(block, Paragraph) and is_heading(block.text)


def _heads_section(block: Block) -> bool:
    return isinstance(block, Paragraph) and is_heading(block.text) and topic_of(block.text) is not None
