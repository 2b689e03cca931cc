"""An article that a page holds in a script, to be shown by it: put where other pages print theirs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

#: Where the portals of Guangdong keep it: window._CONFIG = {…, DETAIL: {title, content, display_publish_time}}.
_MARK = b"_CONFIG"
_DETAIL = re.compile(r"\"?\bDETAIL\"?\s{0,9}:\s{0,9}(?=\{)")
_END = re.compile(rb"</body\s*>", re.I)
_WORDS = re.compile("[\u4e00-\u9fff]{8,}")
_BEIJING = timedelta(hours=8)
_LATEST = 4_102_444_800


def with_scripted(source: bytes) -> bytes:
    """The markup of a page, in UTF-8, with the article that one of its scripts holds."""
    if _MARK not in source:
        return source
    text = source.decode("utf-8", "replace")
    for found in _DETAIL.finditer(text):
        detail, end = _decoded(text, found.end())
        if detail is not None:
            if _is_printed(detail["content"], text[: found.start()], text[end:]):
                return source
            closing = _END.search(source)
            at = closing.start() if closing else len(source)
            return b"".join((source[:at], _article(detail).encode("utf-8", "replace"), source[at:]))
    return source


def _decoded(text: str, start: int) -> tuple[Mapping[str, Any] | None, int]:
    """What a script holds from `start` on, if it is an article, and where it ends."""
    try:
        detail, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return None, start
    return (detail if isinstance(detail, dict) and isinstance(detail.get("content"), str) else None), end


def _is_printed(content: str, *around: str) -> bool:
    """Whether the page prints the article as well: words at its quarters stand outside of the script, too."""
    words = _WORDS.findall(content)
    samples = {words[len(words) * part // 4] for part in (1, 2, 3)} if words else set()
    return bool(samples) and all(any(sample in text for text in around) for sample in samples)


def _article(detail: Mapping[str, Any]) -> str:
    title, day = detail.get("title"), _day(detail.get("display_publish_time"))
    head = f"<h1>{escape(title)}</h1>" if isinstance(title, str) and title else ""
    return f'{head}{f"<div>发布时间：{day}</div>" if day else ""}<div id="zoom">{detail["content"]}</div>'


def _day(seconds: object) -> str | None:
    """The day in China of a time in seconds."""
    if not isinstance(seconds, int) or not 0 < seconds < _LATEST:
        return None
    return (datetime.fromtimestamp(seconds, UTC) + _BEIJING).date().isoformat()
