"""Which portals a command is about: those of a directory, or those that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import click

from nianbao.errors import UserError
from scraper.portal import Portal, load_portals


@dataclass(frozen=True, slots=True)
class Shard:
    """The `index`th (from 1) of `count` shares of the portals, by a hash of their id that never changes."""

    index: int
    count: int

    def __contains__(self, portal: Portal) -> bool:
        return crc32(portal.id.encode()) % self.count == self.index - 1


class _ShardType(click.ParamType[Shard]):
    name = "shard"

    def convert(self, value: str | Shard, param: click.Parameter | None, ctx: click.Context | None) -> Shard:
        if isinstance(value, Shard):
            return value
        index, _, count = value.partition("/")
        if not (index.isdecimal() and count.isdecimal() and 1 <= int(index) <= int(count)):
            self.fail(f"{value!r} is no share; give I/N with I from 1 to N, as 2/3", param, ctx)
        return Shard(int(index), int(count))


#: How a share is given on the command line: 2/3.
SHARD = _ShardType()


def choose(directory: Path, ids: Sequence[str], shard: Shard | None = None) -> tuple[list[Portal], list[str]]:
    """The portals of `directory`, or those with these `ids`; of them those in `shard`.

    Returns:
        The portals in the order of their ids, and one line for each file or id that cannot be used.

    Raises:
        UserError: none can be used.
    """
    portals, errors = load_portals(directory)
    lines = [str(error) for error in errors]
    known = {portal.id for portal in portals}
    for unknown in [name for name in dict.fromkeys(ids) if name not in known]:
        there = ", ".join(sorted(known)) or "none"
        lines.append(f"{unknown}: no such portal in {directory}; there are: {there}")
    chosen = [portal for portal in portals if not ids or portal.id in ids]
    if chosen and shard:
        return [portal for portal in chosen if portal in shard], lines
    if not chosen:
        raise UserError("\n".join(lines) if lines else f"{directory}: no portal files; see 'How to add a county'")
    return chosen, lines
