"""A report that its page prints twice, for wide and for narrow screens or to be printed out: it is read once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from parsers.document import Block, Document, GridCell, Paragraph
from parsers.record import Finding

#: A shorter paragraph (a heading, 无。) may stand twice in a report.
_FEWEST_CHARACTERS = 20
#: So many of the first paragraphs are looked for again.
_LOOKED_FOR = 3
#: In so many places that print the same.
_MOST_PLACES = 10
#: A copy of fewer blocks is none of a report; so many may stand behind it, or lack at its end.
_FEWEST, _MOST_BEHIND = 6, 3
_TWICE = Finding(
    "parse.printed_twice",
    "note",
    "页面把同一份报告印了两遍，只收一遍 / the page prints the same report twice; it was read once",
)


def without_copy(document: Document) -> Document:
    """The document without what it prints again, from beginning to end and word for word."""
    start = _copy(document.blocks)
    if not start:
        return document
    return replace(document, blocks=document.blocks[:start], findings=(*document.findings, _TWICE))


def _copy(blocks: Sequence[Block]) -> int:
    """Where the copy begins; 0 if there is none."""
    texts = [block.text if isinstance(block, Paragraph) else "" for block in blocks]
    long = (n for n, text in enumerate(texts) if len(text) >= _FEWEST_CHARACTERS)
    for first in islice(long, _LOOKED_FOR):
        for again in islice(_again(texts, first), _MOST_PLACES):
            end = again + _alike(blocks, range(first, len(blocks)), range(again, len(blocks)))
            if len(blocks) - end > _MOST_BEHIND:
                continue
            start = again + 1 - _alike(blocks, range(first, -1, -1), range(again, first, -1))
            if end - start >= max(_FEWEST, again - first - _MOST_BEHIND):
                return start
    return 0


def _again(texts: Sequence[str], first: int) -> Iterator[int]:
    """Where a text stands again."""
    return (n for n in range(first + 1, len(texts)) if texts[n] == texts[first])


def _alike(blocks: Sequence[Block], some: range, others: range) -> int:
    """How many blocks at the places of two ranges print the same, up to the first that does not."""
    alike = 0
    for one, other in zip(some, others, strict=False):
        if not _print_the_same(blocks[one], blocks[other]):
            break
        alike += 1
    return alike


def _print_the_same(one: Block, other: Block) -> bool:
    if isinstance(one, Paragraph) or isinstance(other, Paragraph):
        return one == other
    return len(one.rows) == len(other.rows) and all(map(_row_is, one.rows, other.rows))


def _row_is(one: Sequence[GridCell], other: Sequence[GridCell]) -> bool:
    return [cell.text for cell in one] == [cell.text for cell in other]
