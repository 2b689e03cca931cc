"""What a publisher changed: listed on the report's page with the archived copies, and marked in its tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
import pytest
import requests

from fixtures import load_portal, serve
from nianbao.web import parting
from tests.commands import change_a_figure, refresh, rows, serving, write_portal

REPORT = "SELECT id, version FROM reports WHERE url LIKE '%' || ?"
OTHER_WORDS = "本段文字于发布后改动。"


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Three nights: a figure of a report changed before the second, its prose before the third."""
    home = tmp_path_factory.mktemp("versions")
    with serve(load_portal("linxi")) as server:
        write_portal(home / "portals", "linxi", server.root)
        refresh(home / "portals", home / "data")
        path = change_a_figure(server, 4711)
        refresh(home / "portals", home / "data")
        body = server.site.pages[path].body.decode()
        server.replace(path, body.replace("。</p>", f"。{OTHER_WORDS}</p>", 1).encode())
        refresh(home / "portals", home / "data")
    return home / "data", path


@pytest.fixture(scope="module")
def data(nights: tuple[Path, str]) -> Path:
    return nights[0]


@pytest.fixture(scope="module")
def root(data: Path) -> Iterator[str]:
    with serving(data) as address:
        yield address


def page(root: str, path: str) -> lxml.html.HtmlElement:
    answer = requests.get(urljoin(root, path), timeout=10)
    assert answer.status_code == 200, path
    return lxml.html.document_fromstring(answer.content)


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_versions_are_listed_with_what_changed_and_their_copies(nights: tuple[Path, str], root: str) -> None:
    data, path = nights
    ((number, version),) = rows(data, REPORT, path)
    assert version == 3
    captures = rows(
        data, "SELECT capture_id, fetched_at FROM versions WHERE report_id = ? ORDER BY version DESC", number
    )
    (section,) = page(root, f"report/{number}").xpath("//section[@id='versions']")
    assert section.xpath(".//h3/a/@href") == [f"/capture/{capture}" for capture, _ in captures]
    times = [f"{fetched[:10]} {fetched[11:19]} UTC 存档副本 archived copy" for _, fetched in captures]
    assert [words(heading) for heading in section.xpath(".//h3")] == [
        f"第 3 版 version 3 · {times[0]} 1 处改动 changes",
        f"第 2 版 version 2 · {times[1]} 1 处改动 changes",
        f"第 1 版 version 1 · {times[2]} 首次所见 first seen",
    ]
    latest, before = (
        [words(cell) for cell in table.xpath(".//tbody//th | .//tbody//td")] for table in section.xpath(".//table")
    )
    assert latest[0] == "第一节以前的文字 Prose before the first section"
    assert OTHER_WORDS in latest[2]
    assert OTHER_WORDS not in latest[1]
    assert before[1:] == ["0", "4711"]


def test_only_what_changed_last_is_marked(nights: tuple[Path, str], root: str) -> None:
    data, path = nights
    ((number, _),) = rows(data, REPORT, path)
    assert page(root, f"report/{number}").xpath("//td[contains(@class,'changed')]") == []


def test_a_copy_of_a_version_is_what_was_there(nights: tuple[Path, str], root: str) -> None:
    data, path = nights
    ((number, _),) = rows(data, REPORT, path)
    told = []
    for (capture,) in rows(data, "SELECT capture_id FROM versions WHERE report_id = ? ORDER BY version", number):
        shown = page(root, f"capture/{capture}")
        assert f"/report/{number}" in shown.xpath("//a/@href")
        copy = requests.get(urljoin(root, f"capture/{capture}/body"), timeout=10).text
        told.append((len(shown.xpath("//p[@class='notice']/a")), ">4711<" in copy, OTHER_WORDS in copy))
    assert told == [(1, False, False), (1, True, False), (0, True, True)]


def test_a_changed_cell_shows_what_was_there_before(tmp_path: Path) -> None:
    with serve(load_portal("linxi")) as server:
        write_portal(tmp_path / "portals", "linxi", server.root)
        refresh(tmp_path / "portals", tmp_path / "data")
        path = change_a_figure(server, 4711)
        refresh(tmp_path / "portals", tmp_path / "data")
    data = tmp_path / "data"
    ((number, _),) = rows(data, REPORT, path)
    with serving(data) as root:
        shown = page(root, f"report/{number}")
        untouched = rows(data, "SELECT id FROM reports WHERE version = 1 AND form = '2021' LIMIT 1")[0][0]
        other = page(root, f"report/{untouched}")
    (cell,) = shown.xpath("//table[contains(@class,'official')]//td[contains(@class,'changed')]")
    assert words(cell) == "4711 原为 / was 0"
    assert [words(p) for p in shown.xpath("//main/p[@class='notice']")][-1] == (
        "发布后改动过，现为第 2 版，1 处与前一版不同。"
        "Changed after publication: version 2; differences from the one before: 1."
    )
    assert other.xpath("//td[contains(@class,'changed')] | //section[@id='versions']") == []


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        (None, "新", (None, "新")),
        ("5", "6", ("5", "6")),
        ("甲" * 50 + "12" + "乙" * 50, "甲" * 50 + "15" + "乙" * 50,
         ("…" + "甲" * 15 + "12" + "乙" * 16 + "…", "…" + "甲" * 15 + "15" + "乙" * 16 + "…")),
        ("甲" * 50, "甲" * 50 + "乙", ("…" + "甲" * 16, "…" + "甲" * 16 + "乙")),
        ("乙" + "甲" * 50, "甲" * 50, ("乙" + "甲" * 16 + "…", "甲" * 16 + "…")),
        ("甲" * 60, "甲" * 61, ("…" + "甲" * 16, "…" + "甲" * 17)),
    ],
)  # fmt: skip
def test_the_parts_in_which_texts_differ(
    old: str | None, new: str | None, parts: tuple[str | None, str | None]
) -> None:
    assert parting(old, new) == parts
