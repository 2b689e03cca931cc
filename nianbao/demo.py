"""`nianbao demo`: the whole path on this machine alone, over the bundled fixture portals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from zlib import crc32

from fixtures import Server, load_portal, portal_ids, serve
from nianbao.data import DataDirectory
from nianbao.progress import Display
from nianbao.refresh import Run, refresh
from scraper.divisions import division
from scraper.portal import Portal

#: Where the ports of the fixture portals begin, and among how many.
_FIRST_PORT, _PORTS = 20_000, 10_000


def demo(data: DataDirectory, display: Display, portals: tuple[Portal, ...]) -> Run:
    """Crawl the fixture portals into `data`, or what has changed since the last time."""
    for portal in portals:
        display.say(f"{portal.name}: {portal.root}")
    return refresh(portals, data, display)


@contextmanager
def fixture_portals(data: DataDirectory) -> Iterator[tuple[Portal, ...]]:
    """The fixture portals, served on loopback while the context lasts.

    Their ports follow from the path of `data` (unless taken), so that a second demo meets the addresses of the first,
    also while another one runs elsewhere.
    """
    first = _FIRST_PORT + crc32(bytes(data.path.resolve())) % _PORTS
    with ExitStack() as stack:
        portals = []
        for number, name in enumerate(portal_ids()):
            declared = load_portal(name)
            server = stack.enter_context(_serve(name, first + number))
            place = _division(declared.code)
            portals.append(Portal(id=name, name=f"{declared.place}（演示 demo）", root=server.root, division=place))
        yield tuple(portals)


def _division(site_code: str) -> str | None:
    """The division that a site's code begins with; None for an invented county."""
    try:
        return division(site_code[:6]).code
    except ValueError:
        return None


def _serve(name: str, port: int) -> Server:
    try:
        return serve(load_portal(name), port=port)
    except OSError:
        return serve(load_portal(name))
