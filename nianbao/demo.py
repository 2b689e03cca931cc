"""`nianbao demo`: the whole path on this machine alone, over the bundled fixture portals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from fixtures import Server, load_portal, portal_ids, serve
from nianbao.data import DataDirectory
from nianbao.progress import Display
from nianbao.refresh import Run, refresh
from scraper.portal import Portal

#: Ports at which the fixture portals are served where they are free, so that a second demo meets known addresses.
_FIRST_PORT = 8050


def demo(data: DataDirectory, display: Display, portals: tuple[Portal, ...]) -> Run:
    """Crawl the fixture portals into `data`, or what has changed since the last time."""
    for portal in portals:
        display.say(f"{portal.name}: {portal.root}")
    return refresh(portals, data, display)


@contextmanager
def fixture_portals() -> Iterator[tuple[Portal, ...]]:
    """The fixture portals, served on loopback while the context lasts."""
    with ExitStack() as stack:
        portals = []
        for number, name in enumerate(portal_ids()):
            declared = load_portal(name)
            server = stack.enter_context(_serve(name, _FIRST_PORT + number))
            portals.append(Portal(id=name, name=f"{declared.place}（演示 demo）", root=server.root))
        yield tuple(portals)


def _serve(name: str, port: int) -> Server:
    try:
        return serve(load_portal(name), port=port)
    except OSError:
        return serve(load_portal(name))
