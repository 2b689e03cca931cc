"""The figures of the prose, marked where they stand. Adds the filter `with_counts` to the templates.

The filter gives plain text in pieces and no markup: the template escapes every piece, so that archived
text stays text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from datasette import hookimpl
from jinja2 import Environment

Count = Mapping[str, Any]


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Give the templates `with_counts`, `web_address` and `is_demo`."""
    env.filters["with_counts"] = with_counts
    env.filters["web_address"] = web_address
    env.filters["is_demo"] = is_demo


def with_counts(text: str | None, counts: Sequence[Count]) -> Iterator[tuple[str, tuple[Count, ...]]]:
    """`text` in pieces, each with the counts whose figure it is (none for the text between).

    A figure that several counts share (各1篇) is one piece. Offsets beyond the text, or within the figure
    before, mark nothing.
    """
    text = text or ""
    done = 0
    figures = sorted((count for count in counts if 0 <= count["start"] < count["end"] <= len(text)), key=_span)
    for (start, end), shared in groupby(figures, key=_span):
        if start < done:
            continue
        if start > done:
            yield text[done:start], ()
        yield text[start:end], tuple(shared)
        done = end
    if done < len(text):
        yield text[done:], ()


def web_address(url: str | None) -> str | None:
    """`url` if a link may lead there: over HTTP, to a host. Anything else is shown as text only."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def is_demo(root: str) -> bool:
    """Whether a portal with this root is one of the fixtures, whose figures are invented: it is on this machine."""
    return urlsplit(root).hostname in ("127.0.0.1", "localhost", "::1")


def _span(count: Count) -> tuple[int, int]:
    return count["start"], count["end"]
