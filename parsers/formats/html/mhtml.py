"""Pages that Word saved in one file (MHTML), often under the name of a .doc: RFC 2557."""

from __future__ import annotations

import email
import email.policy
import re

from parsers.document import Document, UnreadableDocument
from parsers.formats.html.page import read_html

#: The headers with which such a file begins; a mail holds no report.
_HEADERS = re.compile(rb"\A\s*(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?Content-Type:\s*multipart/related", re.I)
#: So many bytes are looked through for them.
_HEAD = 4_000


def is_mhtml(data: bytes) -> bool:
    """Whether a file is a page with its parts behind each other, as mails are written."""
    return b"ultipart/" in data[:_HEAD] and _HEADERS.match(data[:_HEAD]) is not None


def read_mhtml(data: bytes, charset: str | None = None, body: str | None = None) -> Document:
    """Read the first page that the file holds; for `charset` and `body` see `read_html`.

    Raises:
        UnreadableDocument: it holds none, or one that `read_html` refuses.
    """
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(content, bytes):
        raise UnreadableDocument("a page saved in one file (MHTML) that holds no page")
    return read_html(content, page.get_content_charset() or charset, body)
