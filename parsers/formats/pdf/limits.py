"""Bounds on what a PDF may unpack to: pdfminer has none of its own.

A few hundred bytes of a PDF can stand for gigabytes: a stream that inflates a thousandfold. What is unpacked is
counted for each document, and reading ends at the first that goes beyond any report.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import Any

from pdfminer import pdftypes
from pdfminer.lzw import lzwdecode
from pdfminer.pdfpage import PDFPage
from pdfminer.runlength import rldecode
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from parsers.document import UnreadableDocument

MAX_PAGES = 120
#: Bytes that all streams of a document may unpack to, pictures not counted: they are never unpacked.
MAX_UNPACKED = 100_000_000
#: What LZW and run lengths can make of a byte at most.
_LZW, _RUN_LENGTH = 1_400, 64

_left: ContextVar[list[int] | None] = ContextVar("bytes that may still be unpacked", default=None)


@contextmanager
def limited() -> Iterator[None]:
    """Within this, no more than `MAX_UNPACKED` bytes are unpacked by pdfminer."""
    token = _left.set([MAX_UNPACKED])
    try:
        yield
    finally:
        _left.reset(token)


def pages_of(pdf: PDF) -> list[Page]:
    """The first pages, one more than `MAX_PAGES` where there are more."""
    found: list[Page] = []
    for number, page in enumerate(islice(PDFPage.create_pages(pdf.doc), MAX_PAGES + 1), 1):
        found.append(Page(pdf, page, page_number=number))
    return found


def _spend(unpacked: int) -> None:
    left = _left.get()
    if left is not None:
        left[0] -= unpacked
        if left[0] < 0:
            raise UnreadableDocument(f"PDF that unpacks to more than {MAX_UNPACKED:,} bytes: no report is so large")


class _Zlib:
    """What pdfminer uses of zlib, within the bounds."""

    error = zlib.error

    @staticmethod
    def decompress(data: bytes) -> bytes:
        """`zlib.decompress`."""
        left = _left.get()
        if left is None:
            return zlib.decompress(data)
        inflater = zlib.decompressobj()
        unpacked = inflater.decompress(data, left[0] + 1)
        _spend(len(unpacked))
        if not inflater.eof:
            raise zlib.error("incomplete stream")
        return unpacked


def _inflated_as_far_as_it_goes(data: bytes) -> bytes:
    """What a damaged stream gives before the damage; at least its checksum must be all that is wrong."""
    inflater = zlib.decompressobj()
    pieces: list[bytes] = []
    for position in range(len(data)):
        try:
            pieces.append(inflater.decompress(data[position : position + 1]))
        except zlib.error:
            if position < len(data) - 3:
                raise
            break
        _spend(len(pieces[-1]))
    return b"".join(pieces)


def _bounded(unpack: Any, ratio: int) -> Any:
    """`unpack` for data that cannot become more than is left, whatever it holds."""

    def unpacked(data: bytes) -> bytes:
        _spend(len(data) * ratio)
        result: bytes = unpack(data)
        return result

    return unpacked


_resolve_once = pdftypes.PDFObjRef.resolve


def _resolve(reference: pdftypes.PDFObjRef, default: object = None) -> Any:
    """The object that is meant, itself no reference; `default` where references lead back to themselves."""
    passed = {reference.objid}
    found = _resolve_once(reference, default)
    while isinstance(found, pdftypes.PDFObjRef):
        if found.objid in passed:
            return default
        passed.add(found.objid)
        found = _resolve_once(found, default)
    return found


# There is no other place where pdfminer could be told. Outside of `limited` nothing changes for others who use it.
vars(pdftypes).update(
    zlib=_Zlib,
    decompress_corrupted=_inflated_as_far_as_it_goes,
    lzwdecode=_bounded(lzwdecode, _LZW),
    rldecode=_bounded(rldecode, _RUN_LENGTH),
)
setattr(pdftypes.PDFObjRef, "resolve", _resolve)  # noqa: B010 -- a method of another's class
