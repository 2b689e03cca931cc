"""`nianbao merge`: the archives of several machines into one, and its database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nianbao.data import DataDirectory
from nianbao.database import refuse_foreign
from nianbao.errors import UserError
from nianbao.progress import Display
from nianbao.rebuild import build
from nianbao.workers import Workers
from scraper.errors import ArchiveError
from scraper.merge import adopt


def merge(
    data: DataDirectory, sources: Sequence[Path], display: Display, workers: Workers | None
) -> tuple[int, tuple[str, ...]]:
    """Take the captures of other data directories into `data` and make its database from all of them.

    What two machines archived of one page become versions of it, in the order of their time. Doing it again changes
    nothing.

    Args:
        data: where to; made where it is missing.
        sources: data directories; each is only read.
        display: told of the progress.
        workers: who parses.

    Returns:
        How many WARC files were new or had grown, and what was found wrong with the archive, one line each.

    Raises:
        UserError: a directory is no data directory or cannot be used, another run is using `data`, or another program
            made its database.
    """
    taken = 0
    for source in sources:
        warc = DataDirectory(source).warc
        if not warc.is_dir():
            raise UserError(f"{source}: holds no archive (warc/); give data directories")
        if warc.resolve() == data.warc.resolve():
            raise UserError(f"{source}: is the directory to merge into; give the others only")
    with data.open_archive(create=True) as archive:
        refuse_foreign(data.database)
        before = archive.problems
        # The mark outlives a run that ends before its database is made: then the next one makes it.
        made = data.database.exists() and not data.merging.exists()
        _mark(data.merging)
        for source in sources:
            try:
                written = adopt(data.warc, DataDirectory(source).warc)
            except ArchiveError as error:
                raise UserError(str(error)) from error
            display.say(f"{source}: {len(written)} files taken")
            taken += len(written)
    if taken or not made:
        _, problems = build(data, display, workers)
    else:
        with data.open_archive() as archive:
            problems = tuple(archive.problems)
            display.tell(problems)
        data.merging.unlink()
    once = [problem for problem in before if problem not in problems]
    display.tell(once)
    return taken, (*once, *problems)


def _mark(file: Path) -> None:
    try:
        file.touch()
    except OSError as error:
        raise UserError(f"{file}: cannot be written ({error.strerror or error}); check the disk") from error
