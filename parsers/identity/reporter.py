"""Which agency reports: its titles first, then what the report and its page say beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from parsers.document import Document
from parsers.identity.period import narrow_in_digits
from parsers.identity.signature import Signature
from parsers.lines.sections import Outline
from parsers.record import Finding
from parsers.words.agencies import are_different, is_name
from parsers.words.text import narrow
from parsers.words.titles import ALONE, BEGINNING, BETWEEN_PARTS, ITS_YEAR, Title, is_placed, read_title

#: The part of an agency that answers for it; that of a government makes reports of its own.
_OFFICE = "(?:党政(?:综合)?办(?:公室)?|(?:政务公开|信息公开)?办公室|政务公开|信息科|综合科)"
_ITS_OFFICE = f"(?:(?<!政府)(?<!委){_OFFICE})?"
_ASK = re.compile(rf"(?:请与|与|联系|向)([\u4e00-\u9fff]{{3,24}}?){_OFFICE}?(?:联系|\(|咨询|反映)")
_MADE_BY = re.compile(rf"报告[由是]([\u4e00-\u9fff]{{3,24}}?){_ITS_OFFICE}(?:根据|按照|依据|依照|负责|组织|编制)")
_MAKES = re.compile(
    rf"(?:^|[,。;:])(?:[现特]?[由将])?(?P<name>[\u4e00-\u9fff]{{3,24}}?){_ITS_OFFICE}编制[^,。;]{{0,24}}报告"
)
#: How a paragraph of it begins that tells of who made it.
_DOES = re.compile(
    r"(?:20[0-3]\d年(?:度|以来)?,)?(?P<name>[\u4e00-\u9fff]{3,24}?)"
    r"(?:在[^,。;]{2,30}下,)?(?:(?:根据|按照|依据|依照)《(?:中华人民共和国)?政府信息公开条例》"
    r"|认真|坚持|深入|严格|积极|全面|始终|高度重视|以习近平|围绕|紧紧围绕|紧扣|持续|切实)"
)
#: Whose guidance a sentence may tell of first, and who oversees others or leads from within: none of them reports.
_ABOVE = re.compile(
    "^[全各]|^[省市县区](?:委|政府)|委[省市县区](?:人民)?政府|国务院|党委|党工委|党组|纪委|监委|领导小组|^[局厅委办院]|^街道"
    "|全[省市县区]|^(?:指导|督促|组织|要求|协助)"
)
_LEVELS = "省市县区州盟旗"
#: A place with which a clause begins, or what follows on a year, before the name of an agency.
_PLACE_BEFORE = (
    r"(?:(?<![\u4e00-\u9fff])|(?<=年)|(?<=年度)|(?<=[由与将是]))"
    r"(?P<name>(?:(?![年度委府领导局的和及下我本各全在对与由将是])[\u4e00-\u9fff]){1,8}"
)
_PORTALS = ("政府", "办公室")
_UNKNOWN = Finding("parse.agency_unknown", "error", "报告机关无从确定 / no place names the agency")
#: So many characters of a text are its first sentences.
_FIRST = 800
#: Who publishes for other agencies: a government's office, and who keeps its portal.
_FOR_OTHERS = re.compile(
    r"^本站|政府$|办公室$|政务服务|行政审批|数据|融媒体|网信|网络|新闻|信息中心|信息化|电子政务|宣传|电视台|广播|报社"
)


def agency_of(titles: Sequence[tuple[str, Title]], document: Document, outline: Outline,
              signature: Signature, findings: list[Finding]) -> str | None:  # fmt: skip
    """The agency, None where no place names it; that, and another name in another place, are added to `findings`.

    `titles` are those of the document, each with its place, in the order of trust.
    """
    titled = [(place, title.agency) for place, title in titles if title.agency]
    named = [name for _, name in titled]
    others = [name for name in _named_beside(document, outline, signature) if name not in named]
    if not titled:
        name = next(chain(others, _told(outline), _sources(document)), None)
        findings += [_UNKNOWN] if name is None else []
        return name
    place, agency = titled[0]
    signed = [("落款", name) for name in signature.names if signature.year and are_different(agency, name)]
    for other, says in (*titled[1:], *signed):
        if agency not in says and says not in agency:
            findings.append(
                Finding(
                    "parse.agency_disagrees",
                    "warning",
                    f"{place} 作“{agency}”，{other} 作“{says}” / agency differs",
                    other,
                )
            )
            break
    known = (*named, *others, *_printed_sources(document), *_with_place(agency, outline))
    longer = [name for name in known if name.endswith(agency) and len(name) <= len(agency) + 12]
    return max(longer, key=len, default=agency)


def _named_beside(document: Document, outline: Outline, signature: Signature) -> Iterator[str]:
    """Names of the agency outside titles: below one, the signature, who made it, whom to ask, its part of the page."""
    lines = [narrow_in_digits(line) for line in outline.preamble.split("\n")[:BEGINNING]]
    for above, line in pairwise(line for line in lines if not (ITS_YEAR.fullmatch(line) or ALONE.fullmatch(line))):
        if read_title(above) and is_name(line):
            yield line
    yield from signature.names
    preamble = narrow(outline.preamble)
    yield from filter(is_name, _MADE_BY.findall(preamble))
    closing = outline.sections[-1].text if outline.sections else outline.preamble
    for match in _ASK.finditer(preamble + narrow(closing)):
        if is_name(match[1]):
            yield match[1]
    # The part of a title that names a government is as a rule the portal.
    for title in (document.title or "", *document.headings[:1]):
        yield from (part for part in BETWEEN_PARTS.split(title) if is_name(part) and not part.endswith(_PORTALS))


def _told(outline: Outline) -> Iterator[str]:
    """Who says to make the report, or begins it with how well the rules were kept."""
    beginning = "\n".join((outline.preamble[:_FIRST], *(section.text[:_FIRST] for section in outline.sections[:1])))
    paragraphs = [narrow(line) for line in beginning.split("\n")]
    made = (found["name"] for line in paragraphs for found in _MAKES.finditer(line))
    does = (found["name"] for line in paragraphs if (found := _DOES.match(line)))
    yield from (name for name in chain(made, does) if is_name(name) and not _ABOVE.search(name))


def _with_place(agency: str, outline: Outline) -> Iterator[str]:
    """The name of the agency with the place that its titles leave out, as the first sentences print it."""
    if is_placed(agency):
        return
    text = narrow("\n".join((outline.preamble[:_FIRST], *(section.text[:_FIRST] for section in outline.sections[:1]))))
    level = "" if agency[0] in _LEVELS else f"[{_LEVELS}]"
    named = {found["name"] for found in re.finditer(f"{_PLACE_BEFORE}{level}{re.escape(agency)})", text)}
    yield from named if len(named) == 1 else ()


def _sources(document: Document) -> Iterator[str]:
    """The agency that a page names as its source, if it is one alone that publishes nothing for others."""
    named = {name for name in _printed_sources(document) if not _FOR_OTHERS.search(name)}
    yield from named if len(named) == 1 else ()


def _printed_sources(document: Document) -> Iterator[str]:
    yield from filter(is_name, map(narrow, (document.meta.get("contentsource", ""), *document.sources)))
