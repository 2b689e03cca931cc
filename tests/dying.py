"""Work that goes wrong: it kills the process that does it, or finds its files elsewhere or gone."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from nianbao.parsing import Document, TaskDone, read_task


def double(number: int) -> int:
    return 2 * number


def die_at_seven(number: int, flag: str) -> int:
    """Doubles; dies at 7, the first time only where `flag` names a file."""
    if number == 7:
        _die(flag)
    return 2 * number


def read_and_die(url: str, flag: str, warc: str, documents: Sequence[Document]) -> TaskDone:
    """Reads; dies at the document of this address, the first time only where `flag` names a file."""
    if any(document.capture.url == url for document in documents):
        _die(flag)
    return read_task(warc, documents)


def kill_parent(size: int) -> bytes:
    """Kills the process that this one works for, and gives it more than a pipe holds."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    os.kill(parent.pid or 0, signal.SIGKILL)
    return bytes(size)


def die_within_answer(number: int, size: int) -> bytes:
    """Answers with `size` bytes; dies at 7 when half of them are on their way."""
    if number == 7:
        write = Connection._send  # type: ignore[attr-defined]

        def half(self: object, answer: bytes) -> None:
            write(self, bytes(answer)[: size // 2])
            os.kill(os.getpid(), signal.SIGKILL)

        Connection._send = half  # type: ignore[attr-defined]
    return bytes(size)


def read_elsewhere(directory: str, warc: str, documents: Sequence[Document]) -> TaskDone:
    """Reads from another working directory."""
    os.chdir(directory)
    return read_task(warc, documents)


def remove_and_read(file: str, warc: str, documents: Sequence[Document]) -> TaskDone:
    """Reads when a file is gone."""
    Path(file).unlink(missing_ok=True)
    return read_task(warc, documents)


def _die(flag: str) -> None:
    if not flag or not Path(flag).exists():
        if flag:
            Path(flag).touch()
        os.kill(os.getpid(), signal.SIGKILL)
