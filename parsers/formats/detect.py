"""What kind of file some bytes are: by their content, never by suffix or header."""

from __future__ import annotations

import re
import struct
import zipfile
from io import BytesIO

from parsers.document import UnreadableDocument
from parsers.formats.encoding import wide
from parsers.formats.html.mhtml import is_mhtml

_TAG = re.compile(rb"<\s*(?:!doctype|html|head|body|div|table|tbody|tr|td|p|span|meta|section|article|h\d)\b", re.I)
_BREAK = re.compile(rb"<\s*br\b", re.I)
#: Rows of Markdown, whose cells hold `<br>` and are no page.
_PIPE_ROW = re.compile(rb"^\s{0,4}\|", re.M)
_FEWEST_ROWS = 3
_OTHERS = {
    b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture", b"BM": "a BMP picture",
    b"II*\x00": "a TIFF picture", b"MM\x00*": "a TIFF picture", b"Rar!": "a RAR archive", b"7z\xbc\xaf": "a 7z archive",
    b"\x1f\x8b": "a gzip file", b"Foxit CEB": "a CEB file", b"\x7fELF": "a program", b"MZ": "a program",
}  # fmt: skip
#: What an ODT file begins with, behind the header of its first part: uncompressed, as its standard wants it.
_ODT, _NAMED_FIRST = b"mimetypeapplication/vnd.oasis.opendocument.text", 30
#: By the part that every package of the kind has.
_PACKAGES = {"OFD.xml": "an OFD document", "xl/workbook.xml": "an Excel workbook"}
#: Text has none; a page may hold a stray one.
_MOST_NULS = 8
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def detect(data: bytes) -> str:
    """`html`, `mhtml`, `text`, `pdf`, `docx` or `doc` (what an office converts: WPS, RTF and ODT as well).

    Raises:
        UnreadableDocument: an empty file, or one of a kind that holds no text of a report.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableDocument("the file is empty")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((_OLE, b"{\\rtf")) or data.startswith(_ODT, _NAMED_FIRST):
        return "doc"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if is_mhtml(data):
        return "mhtml"
    for magic, kind in _OTHERS.items():
        if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:512]):
            raise UnreadableDocument(f"the file is {kind}, not a document with text")
    head = data[:20_000].replace(b"\x00", b"")
    if _TAG.search(head) or (_BREAK.search(head) and len(_PIPE_ROW.findall(head)) < _FEWEST_ROWS):
        return "html"
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))
    if data[:4096].count(b"\x00") > _MOST_NULS and not marked and wide(data) is None:
        raise UnreadableDocument("the file is binary data of unknown kind")
    return "text"


def _zipped(data: bytes) -> str:
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except (zipfile.BadZipFile, OSError, ValueError, LookupError, NotImplementedError, struct.error) as error:
        raise UnreadableDocument("the file is a damaged ZIP container") from error
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    kind = next((kind for name, kind in _PACKAGES.items() if name in names), "a ZIP archive without a Word document")
    raise UnreadableDocument(f"the file is {kind}")
