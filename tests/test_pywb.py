"""The archive in pywb, a program of others: its indexer reads our files, its server gives back every byte.

pywb is no part of the test environment, for it pins releases that exclude ours (pyOpenSSL 22 under a newer cryptography).
To run this: `python3 -m venv other && other/bin/pip install pywb`, then
`PYTHONPATH=other/lib/python3.11/site-packages .venv/bin/python -m pytest tests/test_pywb.py`.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from fixtures import load_portal, serve
from scraper.archive import Archive
from scraper.capture import Context
from tests.commands import refresh, write_portal
from tests.scraper.sites import exchange, raw

indexer = pytest.importorskip("pywb.indexer.cdxindexer", reason="pywb is not installed")
warcserver = pytest.importorskip("pywb.warcserver.warcserver", reason="pywb is not installed")
werkzeug = pytest.importorskip("werkzeug.test", reason="pywb is not installed")


def server_of(warc: Path) -> Any:
    """pywb's own server over pywb's own index of our files."""
    index = warc.parent / "pywb.cdxj"
    files = [str(path) for path in sorted(warc.glob("*.warc.gz"))]
    indexer.write_multi_cdx_index(str(index), files, sort=True, cdxj=True)
    collection = {"index_paths": str(index), "archive_paths": f"{warc}/"}
    return werkzeug.Client(warcserver.WarcServer(custom_config={"collections": {"ours": collection}}))


def replayed(server: Any, url: str, closest: str = "") -> bytes:
    answer = server.get("/ours/resource", query_string={"url": url, "closest": closest})
    assert answer.status_code == 200
    record = next(iter(ArchiveIterator(io.BytesIO(answer.data))))
    body: bytes = record.content_stream().read()
    return body


def test_every_report_is_replayed_byte_for_byte(tmp_path: Path) -> None:
    with serve(load_portal("linxi")) as server:
        write_portal(tmp_path / "portals", "linxi", server.root, body="body")
        refresh(tmp_path / "portals", tmp_path / "data")
        pages = {server.root + path.lstrip("/"): server.site.pages[path].body for path in server.site.truths}
    pywb = server_of(tmp_path / "data" / "warc")
    assert {url: replayed(pywb, url) for url in pages} == pages


def test_a_revisit_is_replayed_from_the_page_that_it_repeats(tmp_path: Path) -> None:
    url, body = "http://www.lw.gov.cn/zwgk/nb/202501/t20250123_1.html", "<p>灵武市民政局".encode()
    with Archive.open(tmp_path / "warc") as archive:
        for day in (23, 24):
            at = f"2025-01-{day}T10:00:00.000000Z"
            context = Context("report", "lw", "灵武市", "http://www.lw.gov.cn/")
            archive.write(exchange(url, raw(body, "Content-Type: text/html"), at), context)
        assert [capture.refers_to is None for capture in archive.captures()] == [True]
        assert len(archive) == 2
    pywb = server_of(tmp_path / "warc")
    assert [replayed(pywb, url, closest) for closest in ("20250123100000", "20250124100000")] == [body, body]
