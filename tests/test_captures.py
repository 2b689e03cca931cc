"""The archived copy of a page, shown beside what was read from it, and unable to do anything."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
import requests

from fixtures import load_portal, serve
from scraper.archive import Archive
from tests.commands import refresh, rows, serving, write_portal

REPORT = "SELECT r.id, r.capture_id, r.url FROM reports r JOIN captures c ON c.id = r.capture_id WHERE r.url LIKE ?"


def one(data: Path, ending: str) -> tuple[int, str, str]:
    return rows(data, REPORT, f"%{ending}")[0]  # type: ignore[return-value]


def get(root: str, path: str) -> requests.Response:
    return requests.get(urljoin(root, path), timeout=10)


def test_from_a_report_to_its_archived_copy(demo_root: str, demo_data: Path) -> None:
    number, capture, url = one(demo_data, ".html")
    report = lxml.html.document_fromstring(get(demo_root, f"report/{number}").content)
    assert [a.get("href") for a in report.iter("a") if "/capture/" in (a.get("href") or "")] == [f"/capture/{capture}"]
    answer = get(demo_root, f"capture/{capture}")
    assert "script-src 'none'; frame-src 'self'" in answer.headers["content-security-policy"]
    page = lxml.html.document_fromstring(answer.content)
    (frame,) = page.iter("iframe")
    assert (frame.get("sandbox"), frame.get("src")) == ("", f"/capture/{capture}/body")
    assert url in page.text_content()


def test_the_copy_is_what_was_received_and_can_do_nothing(demo_root: str, demo_data: Path) -> None:
    _, capture, _ = one(demo_data, ".html")
    answer = get(demo_root, f"capture/{capture}/body")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policies = answer.headers["content-security-policy"]
    assert policies == "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    saved = get(demo_root, f"capture/{capture}/body?save=1")
    assert re.fullmatch(r'attachment; filename="[\w.-]+"', saved.headers["content-disposition"])
    with Archive.open(demo_data / "warc", readonly=True) as archive:
        held = archive.get(capture)
        assert held is not None
        assert saved.content == archive.payload(held)


def test_a_pdf_is_saved_and_never_shown(demo_root: str, demo_data: Path) -> None:
    capture = rows(demo_data, "SELECT id FROM captures WHERE url LIKE '%.pdf'")[0][0]
    assert b"<iframe" not in get(demo_root, f"capture/{capture}").content
    answer = get(demo_root, f"capture/{capture}/body")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.content.startswith(b"%PDF-")


def test_a_page_in_gbk_is_shown_as_it_reads(tmp_path: Path) -> None:
    with serve(load_portal("lingwu")) as server:
        path = next(path for path in server.site.truths if path.endswith(".html"))
        text = server.site.pages[path].body.decode("utf-8", "replace").replace("utf-8", "gbk")
        server.replace(path, text.encode("gb18030"))
        write_portal(tmp_path / "portals", "lingwu", server.root)
        refresh(tmp_path / "portals", tmp_path / "data")
    _, capture, _ = one(tmp_path / "data", path)
    with serving(tmp_path / "data") as root:
        assert get(root, f"capture/{capture}/body").text == text


def test_an_unknown_capture_is_not_found(demo_root: str) -> None:
    for path in ("", "/body"):
        assert get(demo_root, f"capture/00000000-0000-0000-0000-000000000000{path}").status_code == 404


def test_a_database_without_its_archive_says_so(demo_data: Path, tmp_path: Path) -> None:
    with (
        closing(sqlite3.connect(demo_data / "nianbao.db")) as connection,
        closing(sqlite3.connect(tmp_path / "nianbao.db")) as copy,
    ):
        connection.backup(copy)
    shutil.rmtree(tmp_path / "warc", ignore_errors=True)
    _, capture, _ = one(tmp_path, ".html")
    with serving(tmp_path) as root:
        answer = get(root, f"capture/{capture}")
        assert answer.status_code == 200
        assert "存档文件（warc/）不在数据库旁边，无法显示。" in answer.text
        assert get(root, f"capture/{capture}/body").status_code == 404
