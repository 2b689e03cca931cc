"""What a portal's file says of its pages and its place: kept in the archive, for a rebuild has no portal files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scraper.capture import Context
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from scraper.archive import Archive
    from scraper.portal import Portal


@dataclass(frozen=True, slots=True)
class Instructions:
    """What a portal's file says of reading, and which division it is; see `Portal` for the fields."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    division: str | None = None

    @property
    def reading(self) -> Instructions:
        """What of it bears on how a page is read."""
        return replace(self, division=None)

    def as_bytes(self) -> bytes:
        """As the archive keeps them; a division that is not given is not named."""
        said = asdict(self)
        if self.division is None:
            del said["division"]
        return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


NONE = Instructions()


def keep(archive: Archive, portal: Portal) -> Instructions:
    """Archive what the file of a portal says now, if the archive does not know it.

    Raises:
        ArchiveError: it cannot be written.
    """
    said = Instructions(dict(portal.aliases), portal.body, portal.division)
    if said != kept(archive, portal.id):
        context = Context("instructions", portal.id, portal.name, portal.root)
        archive.keep(_address(portal.id), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"), context, said.as_bytes())
    return said


def kept(archive: Archive, portal_id: str) -> Instructions:
    """What the archive knows last of reading a portal's pages. A damaged record says nothing, and is a problem."""
    last = archive.last(_address(portal_id))
    if last is None:
        return NONE
    try:
        return Instructions(**json.loads(archive.payload(last)))
    except ArchiveError as error:
        archive.problems += [str(error)] if str(error) not in archive.problems else []
        return NONE


def _address(portal_id: str) -> str:
    return f"urn:nianbao:instructions:{portal_id}"
