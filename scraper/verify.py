"""Whether all that an archive holds is as it was written, one file after another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scraper.capture import Capture
from scraper.index import NAME, Index
from scraper.scan import digest_problems, members, scan
from scraper.shelf import Shelf
from scraper.stored import DAMAGED, read_record
from scraper.warc import body_digest, content_digest


def stored_problems(directory: Path, shelf: Shelf) -> Iterator[str]:
    """Check every record against its digests and the index against the files.

    Args:
        directory: where the files are.
        shelf: the files and their index.

    Yields:
        What is wrong, one line each.
    """
    for path in shelf.files():
        read = scan(path)
        yield from read.problems
        if torn := path.stat().st_size - read.end:
            yield f"{path.name}: the last {torn:,} bytes are no whole record"
        for member in members(path):
            broken = digest_problems(member.data) if member.data is not None else []
            yield from (f"{path.name}: at {member.offset:,} {problem}" for problem in broken)
        found = {capture.id: capture for capture in read.captures}
        listed = set(shelf.ask(Index.listed, path.name))
        for capture in found.values():
            if capture not in listed:
                yield f"{NAME}: {capture.url} of {capture.fetched_at} is not listed as it is"
        for capture in shelf.ask(Index.used_of, path.name):
            if capture.id not in found:
                yield f"{capture.filename}: {capture.url} of {capture.fetched_at} is not there"
            elif reason := _content_problem(directory, found[capture.id], shelf):
                yield f"{capture.filename}: {capture.url}: {reason}"


def _content_problem(directory: Path, capture: Capture, shelf: Shelf) -> str | None:
    if capture.refers_to is not None:
        original = shelf.ask(Index.get, capture.refers_to)
        same = original is not None and original.digest == capture.digest
        return None if same else f"repeats the capture {capture.refers_to}, which is not there"
    record = read_record(directory, capture)
    body = record.raw_stream.read()
    digest = content_digest(record.http_headers.to_bytes() + body) if record.http_headers else body_digest(body)
    return None if digest == capture.digest else DAMAGED
