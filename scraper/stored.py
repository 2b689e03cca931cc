"""What is stored of captures: the record of one, and whether all are as they were written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from scraper import index
from scraper.capture import Capture
from scraper.errors import ArchiveError
from scraper.scan import digest_problems, members, scan
from scraper.warc import body_digest, content_digest, parse_record, record_id

DAMAGED = "the body does not have its digest"


def read_record(directory: Path, capture: Capture) -> ArcWarcRecord:
    """The record of a capture.

    Raises:
        ArchiveError: it is not where the index says.
    """
    path = directory / capture.filename
    try:
        with path.open("rb") as file:
            file.seek(capture.offset)
            record = parse_record(file.read(capture.length))
    except (OSError, ArchiveLoadFailed, StopIteration) as error:
        raise ArchiveError(f"{path}: no record at {capture.offset:,}; run 'nianbao archive verify'") from error
    if record_id(record) != capture.id:
        raise ArchiveError(f"{path}: another record at {capture.offset:,}; run 'nianbao archive verify'")
    return record


def stored_problems(directory: Path, files: Iterable[Path], captures: Mapping[str, Capture]) -> list[str]:
    """Check every record against its digests and the index against the files.

    Returns:
        What is wrong, one line each; empty when all is well.
    """
    problems: list[str] = []
    found: dict[str, Capture] = {}
    for path in files:
        read = scan(path)
        problems += read.problems
        if torn := path.stat().st_size - read.end:
            problems.append(f"{path.name}: the last {torn:,} bytes are no whole record")
        found |= {capture.id: capture for capture in read.captures}
        for member in members(path):
            broken = digest_problems(member.data) if member.data is not None else []
            problems += [f"{path.name}: at {member.offset:,} {problem}" for problem in broken]
    for capture in found.values():
        if captures.get(capture.id) != capture:
            problems.append(f"{index.NAME}: {capture.url} of {capture.fetched_at} is not listed as it is")
    for capture in captures.values():
        if capture.id not in found:
            problems.append(f"{capture.filename}: {capture.url} of {capture.fetched_at} is not there")
        elif reason := _content_problem(directory, found[capture.id], captures):
            problems.append(f"{capture.filename}: {capture.url}: {reason}")
    return problems


def _content_problem(directory: Path, capture: Capture, captures: Mapping[str, Capture]) -> str | None:
    if capture.refers_to is not None:
        original = captures.get(capture.refers_to)
        same = original is not None and original.digest == capture.digest
        return None if same else f"repeats the capture {capture.refers_to}, which is not there"
    record = read_record(directory, capture)
    body = record.raw_stream.read()
    digest = content_digest(record.http_headers.to_bytes() + body) if record.http_headers else body_digest(body)
    return None if digest == capture.digest else DAMAGED
