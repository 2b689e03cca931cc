"""What an archive of hostile pages cannot do to a reader, and a reader not to the archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urljoin

import lxml.html
import pytest
import requests

from db.database import finish, open_db
from db.load import load, reject, withdraw
from nianbao.parsing import Reader
from parsers.record import Cell, Contact, Section, Source
from scraper.instructions import Instructions
from tests.commands import dump, rows, serving
from tests.db_samples import count, finding, form_cells, origin, report

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)><svg/onload=alert(3)>{{7*7}}</textarea></title>民政局"
URL = "javascript:alert(4)//"
OURS = ("", "county/nxlw", "agency/{agency}", "report/{report}", "report/{old}", "capture/{capture}", "search?q=民政局",
        f"search?q={quote(EVIL)}", "findings", f"findings?rule={quote(EVIL)}", "changes")  # fmt: skip
DATASETTES = ("nianbao", "nianbao/agencies", "nianbao/agency_names", "nianbao/reports", "nianbao/sections?_search=民政局",
              "nianbao/findings", "nianbao/changes", "nianbao/counts", "nianbao/marks", "nianbao/rejected", "nianbao/portals",
              "nianbao/captures", "nianbao/counties", "nianbao/problems", "nianbao/jumps", "nianbao/reports/{report}",
              "nianbao/prose_mismatches", "nianbao/same_wording", "nianbao/changed_after_publication",
              f"nianbao/refusal_rate?agency={quote(EVIL)}", f"nianbao?sql={quote('select :p')}&p={quote(EVIL)}")  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which every text that comes from outside is an attack."""
    directory = tmp_path_factory.mktemp("hostile")
    db = open_db(directory / "nianbao.db")
    reader = Reader(Instructions({f"旧{EVIL}": EVIL}))
    where = {"portal_name": EVIL, "portal_root": URL, "content_type": EVIL, "filename": EVIL, "agency_hint": EVIL}
    for day, figure in ((1, EVIL), (2, "7")):
        text = f"{EVIL}{day}，发布信息461篇。"
        printed = {("applications", "granted", "total"): figure, ("remedies", "reconsideration", "upheld"): EVIL}
        made = report(
            f"旧{EVIL}", cells=form_cells("2021", printed), title=EVIL, sections=(Section(1, EVIL, text),),
            counts=(count(text, "461", subject=EVIL, unit=EVIL),), preamble=EVIL, document_number=EVIL,
            contact=Contact(EVIL, EVIL, EVIL), findings=(finding("narrative.contradiction", message=EVIL, where=EVIL),),
        )  # fmt: skip
        load(
            db, reader.filed(made), origin(f"0000000{day}-0000-0000-0000-000000000000", day=day, **where | {"url": URL})
        )
    cells = (Cell("indicators", EVIL, "count", 5, "number", "5", EVIL, EVIL, Source(1, 1, 1)),)
    old = report(EVIL, 2016, "2014", cells=cells, title=EVIL, sections=(), counts=())
    load(db, old, origin("c3", day=3, **where | {"url": f"{URL}2016"}))
    reject(db, origin("c4", day=3, **where | {"url": f"{URL}4"}), "parse.unreadable", EVIL, "test")
    load(
        db,
        report(None, None, "free", cells=(), title=EVIL),
        origin("c5", day=3, **where | {"url": f"{URL}5", "agency_hint": None}),
    )
    withdraw(db, origin("c6", day=9, **where | {"url": f"{URL}5"}), "test")
    finish(db)
    db.close()
    return directory


@pytest.fixture(scope="module")
def root(data: Path) -> Iterator[str]:
    with serving(data) as address:
        yield address


def get(root: str, path: str, data: Path) -> requests.Response:
    ((number, agency, capture),) = rows(data, "SELECT id, agency_id, capture_id FROM reports WHERE form = '2021'")
    ((old,),) = rows(data, "SELECT id FROM reports WHERE form = '2014'")
    return requests.get(urljoin(root, path.format(report=number, agency=agency, capture=capture, old=old)), timeout=10)


@pytest.mark.parametrize("path", [*OURS, *DATASETTES])
def test_hostile_text_stays_text(root: str, data: Path, path: str) -> None:
    answer = get(root, path.replace("{{", "{{{{").replace("}}", "}}}}"), data)
    assert answer.status_code == 200, answer.text[:500]
    page = lxml.html.document_fromstring(answer.content)
    assert page.xpath("//*[@onerror or @onload] | //img | //script[contains(text(), 'alert(')]") == []
    links = page.xpath("//@href | //@src | //@action | //@formaction")
    assert [
        link for link in links if "".join(link.split()).lower().startswith(("javascript:", "data:", "vbscript:"))
    ] == []


@pytest.mark.parametrize("path", OURS)
def test_our_pages_bring_no_script_and_allow_none(root: str, data: Path, path: str) -> None:
    answer = get(root, path, data)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy
    assert lxml.html.document_fromstring(answer.content).xpath("//script") == []
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["report/{report}", "county/nxlw", "agency/{agency}", ""])
def test_the_attack_is_on_the_page(root: str, data: Path, path: str) -> None:
    """As it was read, no template made of it: so that the tests above say something."""
    assert EVIL in lxml.html.document_fromstring(get(root, path, data).content).text_content()


NOT_THERE = ("report/1", "report/999999999999999", "agency/1", "county/none", "county/%2e%2e%2fetc%2fpasswd", "report/x",
             "capture/00000000-0000-0000-0000-0000000000ff", "capture/00000000-0000-0000-0000-0000000000ff/body",
             "release/none/report/1", "nianbao/none", "none",
             "%3Cscript%3Ealert(1)%3C/script%3E")  # fmt: skip


def as_it_stands(url: str) -> requests.Response:
    """The answer for an address whose dots are not resolved before it is asked for."""
    with requests.Session() as session:
        request = session.prepare_request(requests.Request("GET", url))
        request.url = url
        return session.send(request, timeout=10)


@pytest.mark.parametrize("path", ["static/../metadata.yml", "static/%2e%2e/metadata.yml", "static/..%2fmetadata.yml",
                                  "-/static/../../../../../../../../etc/hostname", "static//etc/hostname"])  # fmt: skip
def test_no_path_leads_out_of_the_static_files(root: str, path: str) -> None:
    assert requests.get(f"{root}static/nianbao.css", timeout=10).status_code == 200
    assert as_it_stands(root + path).status_code == 404


@pytest.mark.parametrize("path", NOT_THERE)
def test_what_is_not_there_is_our_page_of_404(root: str, path: str) -> None:
    answer = as_it_stands(root + path)
    assert answer.status_code == 404
    page = lxml.html.document_fromstring(answer.content)
    assert page.findtext(".//h1") == "没有这个页面 · Not found"
    assert page.xpath("//script") == []
    assert "script-src 'none'" in answer.headers["content-security-policy"]


def test_what_is_not_there_is_json_where_json_is_asked_for(root: str) -> None:
    answer = requests.get(f"{root}nianbao/none.json", timeout=10)
    assert (answer.status_code, answer.json()["ok"]) == (404, False)


WRITES = (
    "DELETE FROM reports", "UPDATE reports SET year = 1", "INSERT INTO rules VALUES ('a', 'b', 'c')", "DROP TABLE reports",
    "CREATE TABLE t(a)", "REPLACE INTO rules VALUES ('a', 'b', 'c')", "WITH x AS (SELECT 1) DELETE FROM reports",
    "select 1; DELETE FROM reports", "/* select */ DELETE FROM reports", "ATTACH '{file}' AS other", "VACUUM INTO '{file}'",
    "PRAGMA journal_mode = DELETE", "PRAGMA writable_schema = 1", "SELECT load_extension('{file}')",
    "SELECT writefile('{file}', 'x')", "SELECT readfile('/etc/hostname')", "SELECT search_tokens_1('x')",
    "INSERT INTO reports_fts(reports_fts) VALUES ('delete-all')",
)  # fmt: skip


@pytest.mark.parametrize("sql", WRITES)
def test_sql_only_reads(root: str, data: Path, tmp_path: Path, sql: str) -> None:
    before = dump(data)
    file = tmp_path / "made"
    asked = {"sql": sql.format(file=file)}
    for path in ("nianbao", "nianbao.json"):
        assert requests.get(root + path, params=asked, timeout=10).status_code == 400, path
    # Datasette answers 200 here where a SELECT fails, with nothing in it.
    csv = requests.get(f"{root}nianbao.csv", params=asked, timeout=10)
    assert (csv.status_code, csv.text.strip() == "") in ((400, False), (200, True))
    assert requests.post(f"{root}nianbao", data=asked, timeout=10).status_code in (403, 404, 405)
    assert (dump(data), file.exists()) == (before, False)


def test_a_condition_of_a_table_only_reads(root: str, data: Path) -> None:
    before = dump(data)
    answer = requests.get(f"{root}nianbao/reports.json", params={"_where": "1); DELETE FROM reports; --"}, timeout=10)
    assert answer.status_code == 400
    assert dump(data) == before
