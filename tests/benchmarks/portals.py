"""Fixture portals in a process of their own, so that the crawler does not share its interpreter with them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from fixtures import build, load_portal, serve


@contextmanager
def served(name: str, count: int = 1) -> Iterator[list[str]]:
    """The roots of `count` portals with the same pages, each a host of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.portals", name, str(count)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()
        finally:
            process.stdin.close()


def main(name: str, count: int) -> None:
    """Serve until standard input ends."""
    with ExitStack() as stack:
        site = build(load_portal(name))
        roots = [stack.enter_context(serve(site)).root for _ in range(count)]
        print(*roots, flush=True)  # noqa: T201 -- told to the process that asked
        sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
