"""The index: what it says of captures is what one would say who goes through all of them in the order of their time."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from scraper.capture import Capture
from scraper.index import Index
from scraper.index_rows import FIRST, Place
from scraper.news import tells_more

URLS = ("http://x/1", "http://x/2")
A_CAPTURE = Capture("", "", "", 200, "", "", 0, 10, "report", "lw", "县", "http://x/")


@st.composite
def captures(draw: st.DrawFn) -> list[Capture]:
    """Captures of two pages of two portals in two files, some of them revisits, lost, or in both files."""
    made: list[Capture] = []
    for number in range(draw(st.integers(0, 9))):
        before = [capture.id for capture in made]
        kind = draw(st.sampled_from(["report", "missing", "redirect"]))
        made.append(
            replace(
                A_CAPTURE,
                id=f"urn:{number}",
                url=draw(st.sampled_from(URLS)),
                fetched_at=f"2025-01-0{draw(st.integers(1, 5))}T00:00:00Z",
                status=404 if kind == "missing" else 200,
                digest=draw(st.sampled_from("ab")),
                filename=draw(st.sampled_from("fg")),
                offset=100 * number,
                length=draw(st.sampled_from([0, 10])),
                kind=kind,
                portal_id=draw(st.sampled_from(["lw", "lx"])),
                list_date=draw(st.sampled_from([None, "2025-01-01"])),
                refers_to=draw(st.sampled_from([None, *before])),
            )
        )
    copies = [replace(c, filename={"f": "g", "g": "f"}[c.filename]) for c in made if draw(st.integers(0, 3)) == 0]
    return draw(st.permutations(made + copies))


class Told:
    """All captures gone through, each time from the beginning."""

    def __init__(self, captures: list[Capture]) -> None:
        self.known: dict[str, Capture] = {}
        self.answers: dict[str, Capture] = {}
        self.pages: dict[str, Capture] = {}
        self.telling: list[Capture] = []
        last = {capture.id: capture for capture in sorted(captures, key=_place)}
        for capture in sorted(last.values(), key=_place):
            self._hear(capture)

    def _hear(self, capture: Capture) -> None:
        answer, page = self.answers.get(capture.url), self.pages.get(capture.url)
        if capture.length == 0 and page is not None and page.digest == capture.digest:
            capture = replace(capture, refers_to=page.refers_to or page.id)
        back = answer is not None and answer.kind == "missing"
        more = page is not None and tells_more(capture, page)
        if capture.refers_to is None or (capture.kind != "missing" and (back or more)):
            self.telling.append(capture)
        self.known[capture.id] = self.answers[capture.url] = capture
        if capture.status == 200 and capture.kind != "missing":
            self.pages[capture.url] = capture


def _place(capture: Capture) -> tuple[str, str, int]:
    return capture.fetched_at, capture.filename, capture.offset


def agree(index: Index, told: Told) -> None:
    assert len(index) == len(told.known)
    assert {capture_id: index.get(capture_id) for capture_id in told.known} == told.known
    for url in URLS:
        assert (index.answer(url), index.page(url)) == (told.answers.get(url), told.pages.get(url))
    assert index.telling(None, None, FIRST)[0] == told.telling
    for portal in ("lw", "lx"):
        of_portal = [capture for capture in told.telling if capture.portal_id == portal]
        assert index.telling(None, portal, FIRST)[0] == of_portal
        assert index.telling("missing", portal, FIRST)[0] == [c for c in of_portal if c.kind == "missing"]
    portals = list(dict.fromkeys(capture.portal_id for capture in told.telling))
    assert sorted(index.portals()) == sorted(portals)


@given(captures())
def test_captures_that_are_written_in_any_order(written: list[Capture]) -> None:
    with closing(Index.apart()) as index:
        for number, capture in enumerate(written, start=1):
            index.append([capture])
            agree(index, Told(written[:number]))


@given(captures())
def test_files_that_come_and_go(written: list[Capture]) -> None:
    in_f, in_g = ([capture for capture in written if capture.filename == name] for name in "fg")
    with closing(Index.apart()) as index:
        index.replace("g", [(capture, Place.SOUND) for capture in in_g], damaged=False)
        agree(index, Told(in_g))
        index.replace("f", [(capture, Place.SOUND) for capture in in_f], damaged=False)
        agree(index, Told(written))
        index.lose("g")
        agree(index, Told(in_f))
        assert index.absent() == ["g"]
        assert set(index.listed("g")) == set(in_g)
        index.forget("g")
        index.replace("f", [(capture, Place.GONE) for capture in in_f], damaged=False)
        agree(index, Told([]))
        assert [capture for _, gone in index.gone() for capture in gone] == sorted(in_f, key=lambda c: c.offset)


@given(captures())
def test_of_two_records_the_sound_one_is_used(written: list[Capture]) -> None:
    """Also where the one that is not is the later one."""
    in_f, in_g = ([capture for capture in written if capture.filename == name] for name in "fg")
    copied = {capture.id for capture in in_f}
    with closing(Index.apart()) as index:
        index.replace("f", [(capture, Place.SOUND) for capture in in_f], damaged=False)
        index.replace("g", [(capture, Place.UNREAD) for capture in in_g], damaged=True)
        agree(index, Told([*in_f, *(capture for capture in in_g if capture.id not in copied)]))
        assert index.damaged() == ["g"]


@given(captures())
def test_a_reader_changes_a_copy(written: list[Capture]) -> None:
    with TemporaryDirectory() as directory:
        index = Index.open(Path(directory), writing=True)
        index.append(written)
        index.close()
        whole = (Path(directory) / "index.db").read_bytes()
        with closing(Index.open(Path(directory), writing=False)) as reader:
            agree(reader, Told(written))
            reader.lose("f")
            agree(reader, Told([capture for capture in written if capture.filename == "g"]))
        assert (Path(directory) / "index.db").read_bytes() == whole
