"""Chinese search: what is found is what a scan of the text finds, from Datasette's box and on the page of results."""

from __future__ import annotations

import asyncio
import json
import random
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urljoin

import lxml.html
import pytest
import requests
from datasette.database import QueryInterrupted
from datasette.plugins import pm
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from sqlite_utils import Database

from db import search, tokens
from db.database import open_db
from db.load import load
from fixtures import load_portal, serve
from nianbao import searching
from nianbao.serve import datasette
from parsers.record import Section
from tests.commands import change_a_figure, refresh, rows, run, serving, write_portal
from tests.db_samples import origin, report

HAN = re.compile("[\u4e00-\u9fff]+")
HOSTILE = "<script>alert(1)</script>低保<img src=x onerror=alert(2)>“&amp;”"


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def occurs(word: str, text: str) -> bool:
    """The plain meaning of a word of a query: Chinese anywhere, figures and letters as whole words."""
    edges = [f"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", re.escape(word)]
    return re.search(edges[bool(HAN.fullmatch(word))], folded(text)) is not None


def queries(texts: list[str]) -> list[str]:
    """A hundred words of the texts: of one, two, and more characters, and whole figures."""
    chance = random.Random(20)
    runs = [run for text in texts for run in HAN.findall(folded(text))]
    words = [figure for text in texts for figure in re.findall(r"(?<![a-z0-9.])\d{2,6}(?![a-z0-9.])", folded(text))]
    chosen = chance.sample(sorted(set(words)), 10)
    for length in [1, 2, 3, 4, 6]:
        run_list = sorted({run for run in runs if len(run) >= length})
        for _ in range(18):
            run = chance.choice(run_list)
            start = chance.randrange(len(run) - length + 1)
            chosen.append(run[start : start + length])
    return chosen


def found(root: str, table: str, query: str) -> set[int]:
    values = {"_search": query, "_size": "max", "_shape": "objects"}
    answer = requests.get(urljoin(root, f"nianbao/{table}.json"), values, timeout=10).json()
    assert not answer["truncated"]
    return {row["id"] for row in answer["rows"]}


@pytest.mark.parametrize("table", [table.name for table in search.SEARCHED])
def test_every_searched_table_has_a_search_box(demo_root: str, table: str) -> None:
    page = lxml.html.document_fromstring(requests.get(urljoin(demo_root, f"nianbao/{table}"), timeout=10).content)
    assert len(page.xpath("//input[@name='_search']")) == 1


def test_the_box_finds_what_a_scan_finds(demo_root: str, demo_data: Path) -> None:
    texts = {
        number: f"{heading}\n{text}"
        for number, heading, text in rows(demo_data, "SELECT id, heading, text FROM sections")
    }
    asked = queries([text for text in texts.values() if text])
    assert len(asked) == 100
    for query in asked:
        scanned = {number for number, text in texts.items() if occurs(query, text)}
        assert scanned
        assert found(demo_root, "sections", query) == scanned, query


def test_names_titles_and_figures_of_the_prose_are_searched_alike(demo_root: str, demo_data: Path) -> None:
    for table, columns in (("agencies", "name"), ("counts", "subject || '|' || quote"), ("reports", "title")):
        texts = dict(rows(demo_data, f"SELECT id, {columns} FROM {table} WHERE {columns} IS NOT NULL"))  # noqa: S608
        for query in ("民", "民政", "民政局", "微信公众号", "申请"):
            scanned = {number for number, text in texts.items() if occurs(query, text)}
            assert found(demo_root, table, query) >= scanned, (table, query)


def test_words_are_joined_and_excluded(demo_root: str, demo_data: Path) -> None:
    texts = {
        number: f"{heading}\n{text}"
        for number, heading, text in rows(demo_data, "SELECT id, heading, text FROM sections")
    }
    both = {number for number, text in texts.items() if occurs("公开", text) and occurs("申请", text)}
    without = {number for number, text in texts.items() if occurs("公开", text) and not occurs("申请", text)}
    assert both
    assert without
    assert found(demo_root, "sections", "公开 申请") == both
    assert found(demo_root, "sections", "公开　-申请") == without


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("民", '("民"*)'), ("民政", '("民政")'), ("民政局", '("民政 政局")'), ("民政 局", '("民政" AND "局"*)'),
        ("民政 -信访 -x", '("民政") NOT ("信访" OR "x")'), ("２０２４年Ａ", '("2024 年 a")'), ("公开2024年度", '("公开 开 2024 年度")'),
        ('"低保" OR NEAR(', '("低保" AND "or" AND "near")'), ("heading:公开", '("heading 公开")'), ("84.24", '("84 24")'),
        ("-民政", '""'), ("", '""'), ("，*\"'", '""'), ("- -", '""'),
    ],
)  # fmt: skip
def test_how_a_query_is_read(query: str, meant: str) -> None:
    assert tokens.match(query) == meant


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_db(tmp_path / "nianbao.db")
    search.register_reading(opened.conn)
    yield opened
    opened.close()


def assert_index_is_exact(database: Path) -> None:
    """Every token of every searched text is in the index at its place, and nothing else."""
    with closing(sqlite3.connect(database)) as connection:
        for table in search.SEARCHED:
            index, key = search.index_name(table), table.key[0]
            connection.execute(f"CREATE VIRTUAL TABLE temp.{index}_held USING fts5vocab(main, {index}, instance)")
            held = connection.execute(f"SELECT doc, col, offset, term FROM temp.{index}_held").fetchall()  # noqa: S608
            texts = [
                (column, connection.execute(f"SELECT {key}, {column} FROM {table.name}").fetchall())  # noqa: S608
                for column in table.searched
            ]
            assert sorted(held) == sorted(
                (number, column, place, token.text)
                for column, cells in texts
                for number, text in cells
                for place, token in enumerate(tokens.tokens(text or ""))
            ), table.name


def sections(db: Database, query: str) -> list[str]:
    sql = (
        "SELECT text FROM sections WHERE id IN (SELECT rowid FROM sections_fts WHERE sections_fts MATCH escape_fts(?))"
    )
    return [text for (text,) in db.execute(sql, [query]).fetchall()]


ALPHABET = st.text(st.sampled_from("公开信息𬭸〇，。 2a４Ａ\n-①"), max_size=12)


@given(text=ALPHABET, query=ALPHABET)
def test_a_span_is_marked_if_and_only_if_the_row_is_found(text: str, query: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        search.register_reading(connection)
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='ascii')")
        connection.execute("INSERT INTO t VALUES (?)", [" ".join(token.text for token in tokens.tokens(text))])
        is_found = bool(connection.execute("SELECT 1 FROM t WHERE t MATCH escape_fts(?)", [query]).fetchall())
    words = tokens.terms(query)
    if not any(word.excluded for word in words):
        each = [tokens.hits(text, word) for word in folded(query).split() if tokens.terms(word)]
        assert is_found == (bool(each) and all(each))
    for start, end in tokens.hits(text, query):
        assert 0 <= start < end <= len(text)


def test_a_new_version_and_a_second_reading_leave_no_trace_of_the_old_text(db: Database, tmp_path: Path) -> None:
    load(db, report(sections=(Section(1, "一、总体情况", "公开低保名单。"),)), origin("c1"))
    assert sections(db, "低保") == ["公开低保名单。"]
    load(db, report(sections=(Section(1, "一、总体情况", "公开救助名单。"),)), origin("c2", day=2))
    assert (sections(db, "低保"), sections(db, "救助")) == ([], ["公开救助名单。"])
    db.close()
    assert_index_is_exact(tmp_path / "nianbao.db")


def test_refresh_and_build_leave_an_exact_index(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serve(load_portal("linxi")) as server:
        write_portal(tmp_path / "portals", "linxi", server.root)
        refresh(tmp_path / "portals", data)
        change_a_figure(server, 4711)
        refresh(tmp_path / "portals", data, "linxi")
    assert rows(data, "SELECT max(version) FROM reports") == [(2,)]
    assert_index_is_exact(data / "nianbao.db")
    assert run("build", "--data", data).exit_code == 0
    assert_index_is_exact(data / "nianbao.db")


def test_a_connection_without_the_tokenizer_cannot_make_the_index_stale(db: Database, tmp_path: Path) -> None:
    load(db, report(), origin())
    refused = pytest.raises(sqlite3.OperationalError, match="no such function")
    with closing(sqlite3.connect(tmp_path / "nianbao.db")) as other, refused:
        other.execute("UPDATE sections SET text = '低保'")


def test_another_tokenizer_makes_the_index_again(db: Database, tmp_path: Path) -> None:
    load(db, report(sections=(Section(1, "一、总体情况", "公开低保名单。"),)), origin())
    trigger = "sections_fts_insert"
    (old,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", [trigger]).fetchone()
    with db.atomic():
        db.execute("INSERT INTO sections_fts(sections_fts) VALUES ('delete-all')")
        db.execute(f"DROP TRIGGER {trigger}")
        db.execute(old.replace(search.TOKENS_SQL, "search_tokens_0"))
    db.close()
    again = open_db(tmp_path / "nianbao.db")
    search.register_reading(again.conn)
    assert sections(again, "低保") == ["公开低保名单。"]
    assert again.execute("SELECT sql FROM sqlite_master WHERE name = ?", [trigger]).fetchone() == (old,)
    again.close()


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("甲" * 100 + "低保" + "乙" * 200, "低保", "…" + "甲" * 40 + "低保" + "乙" * 118 + "…"),
        ("发布信息20240115条" + "甲" * 38 + "低保", "低保", "…20240115条" + "甲" * 38 + "低保"),
        ("短文", "没有", "短文"), (None, "低保", None),
    ],
)  # fmt: skip
def test_an_excerpt_stands_around_the_first_hit_and_cuts_no_figure(
    text: str | None, query: str, shown: str | None
) -> None:
    assert tokens.excerpt(text, query) == shown


def test_results_page_lists_reports_with_agency_year_extract_and_link(demo_root: str, demo_data: Path) -> None:
    answer = requests.get(urljoin(demo_root, "search"), {"q": "低保 民政局"}, timeout=10)
    assert "script-src 'none'" in answer.headers["Content-Security-Policy"]
    page = lxml.html.document_fromstring(answer.content)
    (item,) = page.xpath("//ol[@class='hits']/li")
    ((number, section),) = rows(demo_data, "SELECT s.report_id, s.number FROM sections s WHERE s.text LIKE '%低保%'")
    assert item.xpath("./h3/a/@href") == [f"/report/{number}#section-{section}"]
    assert (
        " ".join(item.findtext("./h3/a", "").split() + item.xpath("./h3/a")[0].text_content().split())
        == "灵武市 灵武市民政局 2024"
    )
    assert item.xpath(".//p[@class='extract']/mark/text()")[0] == "低保"
    assert page.xpath("string(//p[@role='status']/b)") == "1"


def test_agencies_of_that_name_come_first(demo_root: str, demo_data: Path) -> None:
    page = lxml.html.document_fromstring(requests.get(urljoin(demo_root, "search?q=民政局"), timeout=10).content)
    named = [(a.get("href"), a.text_content()) for a in page.xpath("//ul[@class='named']/li/a")]
    assert named == [
        (f"/agency/{number}", name)
        for number, name in rows(demo_data, "SELECT id, name FROM agencies WHERE name LIKE '%民政局%' ORDER BY name")
    ]
    assert len(named) == 2


def test_all_reports_are_reached_page_by_page(demo_root: str, demo_data: Path) -> None:
    links: list[str] = []
    url: str | None = urljoin(demo_root, "search?q=公开")
    while url:
        page = lxml.html.document_fromstring(requests.get(url, timeout=10).content)
        links += [link.partition("#")[0] for link in page.xpath("//ol[@class='hits']//h3/a/@href")]
        following = page.xpath("//a[@rel='next']/@href")
        url = urljoin(demo_root, following[0]) if following else None
    assert len(links) == len(set(links))
    scanned = rows(demo_data, "SELECT DISTINCT report_id FROM sections WHERE heading LIKE '%公开%' OR text LIKE '%公开%' "
                              "UNION SELECT id FROM reports WHERE title LIKE '%公开%' OR preamble LIKE '%公开%'")  # fmt: skip
    assert {f"/report/{number}" for (number,) in scanned} == set(links)


@pytest.mark.parametrize(
    "query", ["", "-民政", "，", "没有这样的词", "<script>alert(1)</script>", "\x00", "a" * 3000, "甲 " * 50]
)
def test_odd_queries_give_a_page(demo_root: str, query: str) -> None:
    answer = requests.get(urljoin(demo_root, "search"), {"q": query}, timeout=10)
    assert answer.status_code == 200
    assert "<script" not in answer.text


def test_a_search_that_takes_too_long_says_so(demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some word may be in more reports than the server has time for."""
    app = datasette(demo_data / "nianbao.db")
    asyncio.run(app.invoke_startup())
    (plugin,) = [plugin for plugin in pm.get_plugins() if getattr(plugin, "MOST_TERMS", None)]

    async def slow(*_: object) -> None:
        raise QueryInterrupted(TimeoutError("interrupted"), "SELECT", {})

    monkeypatch.setattr(plugin, "search", slow)
    answer = asyncio.run(app.client.get("/search?q=公开"))
    assert answer.status_code == 200
    assert "请再加一个词" in answer.text


@pytest.mark.parametrize("query", ["公开", "公 信息", "民政 公开", "公开 -民政局", "民政局", "低保 公开", "2024"])
def test_a_word_of_many_reports_is_asked_for_report_by_report(
    demo_data: Path, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    app = datasette(demo_data / "nianbao.db")
    asyncio.run(app.invoke_startup())
    words = tokens.terms(query)
    listed = asyncio.run(searching.search(app, query, words, 1))
    monkeypatch.setattr(searching, "FEW", 1)
    monkeypatch.setattr(searching, "PAGE_SIZE", 3)
    found: list[dict[str, object]] = []
    for number in range(1, 1 + searching.MOST_PAGES):
        told = asyncio.run(searching.search(app, query, words, number))
        found += told["found"]
        if not told["more"]:
            break
    assert len(found) == listed["total"]
    by_number = {each["id"]: each for each in found}
    assert all(by_number[each["id"]] == each for each in listed["found"])
    years = [each["year"] or 0 for each in found]
    assert years == sorted(years, reverse=True)  # type: ignore[type-var]


def test_pages_of_an_answer_that_is_not_counted_end(demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = datasette(demo_data / "nianbao.db")
    asyncio.run(app.invoke_startup())
    for name, value in (("FEW", 1), ("PAGE_SIZE", 1), ("MOST_PAGES", 2)):
        monkeypatch.setattr(searching, name, value)
    first, last, beyond = (asyncio.run(app.client.get(f"/search?q=公开&page={page}")).text for page in (1, 2, 3))
    shown = ["年度近的在前", 'rel="next"', 'rel="prev"', "再往后的请加一个词", 'class="hits"']
    assert [[words in text for words in shown] for text in (first, last, beyond)] == [
        [True, True, False, False, True],
        [True, False, True, True, True],
        [True, False, True, True, False],
    ]


def test_rows_are_not_counted_where_too_many_hold_a_word(demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = datasette(demo_data / "nianbao.db")
    asyncio.run(app.invoke_startup())
    (plugin,) = [plugin for plugin in pm.get_plugins() if getattr(plugin, "MOST_TERMS", None)]
    for path in ("/nianbao/sections.json?_search=公开", "/nianbao/counts.json?_search=公开&_size=3"):
        monkeypatch.setattr(plugin, "MANY", 50_000)
        counted = asyncio.run(app.client.get(path)).json()
        monkeypatch.setattr(plugin, "MANY", 1)
        uncounted = asyncio.run(app.client.get(path)).json()
        assert counted["filtered_table_rows_count"] > 1
        assert uncounted["filtered_table_rows_count"] is None
        assert uncounted["rows"] == counted["rows"]


@pytest.mark.parametrize("words", ["公开", "公开 -抖音", '"政府信息公开"'])
def test_what_nearly_every_row_holds_is_asked_of_row_by_row(
    demo_data: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    app = datasette(demo_data / "nianbao.db")
    asyncio.run(app.invoke_startup())
    (plugin,) = [plugin for plugin in pm.get_plugins() if getattr(plugin, "MOST_TERMS", None)]
    path = f"/nianbao/sections.json?_search={quote(words)}&_size=2"
    gathered = asyncio.run(app.client.get(path)).json()
    monkeypatch.setattr(plugin, "MANY", 0)
    monkeypatch.setattr(plugin, "COMMON", 1)
    asked = asyncio.run(app.client.get(path)).json()
    assert "EXISTS" in asked["query"]["sql"]
    assert asked["rows"] == gathered["rows"]
    second = [
        asyncio.run(app.client.get(each["next_url"].split("localhost", 1)[-1])).json() for each in (gathered, asked)
    ]
    assert second[0]["rows"] == second[1]["rows"] != gathered["rows"]
    shown = asyncio.run(app.client.get(path.replace(".json", ""))).text
    assert f'name="_search" value="{escape(words)}"' in shown
    assert "<mark>" in shown
    assert asked["filtered_table_rows_count"] is None


def test_a_count_that_takes_too_long_is_left_out(demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = datasette(demo_data / "nianbao.db")
    asyncio.run(app.invoke_startup())
    (plugin,) = [plugin for plugin in pm.get_plugins() if getattr(plugin, "MOST_TERMS", None)]

    async def slow(*_: object) -> None:
        raise QueryInterrupted(TimeoutError("interrupted"), "SELECT", {})

    monkeypatch.setattr(plugin, "rows", slow)
    answer = asyncio.run(app.client.get("/nianbao/sections.json?_search=公开"))
    assert answer.status_code == 200
    assert answer.json()["filtered_table_rows_count"] is None
    assert answer.json()["rows"]


def test_the_page_of_tables_does_not_count_the_search_index(demo_data: Path) -> None:
    app = datasette(demo_data / "nianbao.db")
    asyncio.run(app.invoke_startup())
    told = asyncio.run(app.get_database("nianbao").table_counts(1000))
    assert {name for name, count in told.items() if count is None} == {
        name for name in told if "_fts" in name and name.rpartition("_fts")[2] not in {""}
    } | {search.index_name(table) for table in search.SEARCHED} | {"sqlite_stat1"}
    assert told["reports"] == rows(demo_data, "SELECT count(*) FROM reports")[0][0]


def test_hostile_text_is_inert_wherever_it_is_shown(tmp_path: Path) -> None:
    db = open_db(tmp_path / "nianbao.db")
    load(db, report(title=HOSTILE, sections=(Section(1, HOSTILE, HOSTILE),)), origin())
    db.close()
    with serving(tmp_path) as root:
        for path in (
            "search?q=低保",
            "search?q=script",
            "nianbao/sections?_search=低保",
            "nianbao/reports?_search=script",
        ):
            answer = requests.get(root + path, timeout=10)
            page = lxml.html.document_fromstring(answer.content)
            assert not page.xpath("//*[@onerror] | //img | //script[contains(text(), 'alert(')]"), path
            assert {"低保", "script"} & set(page.xpath("//mark/text()")), path
        shown = lxml.html.document_fromstring(requests.get(f"{root}nianbao/sections?_search=低保", timeout=10).content)
        assert shown.xpath("//td[contains(@class,'col-text')]")[0].text_content().strip() == HOSTILE


def test_search_functions_are_known_to_sql(demo_root: str) -> None:
    sql = "SELECT excerpt('公开低保名单', '低保') AS shown"
    answer = requests.get(urljoin(demo_root, "nianbao.json"), {"sql": sql, "_shape": "array"}, timeout=10)
    assert json.loads(answer.text) == [{"shown": "公开低保名单"}]


def test_a_single_column_may_be_searched_and_an_empty_box_searches_nothing(demo_root: str, demo_data: Path) -> None:
    ((headings,),) = rows(demo_data, "SELECT count(*) FROM sections WHERE heading LIKE '%总体情况%'")
    asked = {"_search_heading": "总体情况", "_shape": "objects"}
    answer = requests.get(urljoin(demo_root, "nianbao/sections.json"), asked, timeout=10).json()
    assert answer["filtered_table_rows_count"] == headings > 0
    nothing = requests.get(urljoin(demo_root, "nianbao/sections.json?_search="), timeout=10).json()
    assert nothing["filtered_table_rows_count"] == rows(demo_data, "SELECT count(*) FROM sections")[0][0]


def test_an_index_made_at_the_end_is_exact_and_goes_on(db: Database, tmp_path: Path) -> None:
    search.suspend(db)
    load(db, report(), origin("a"))
    told: list[tuple[int, int]] = []
    search.resume(db, lambda done, total: told.append((done, total)))
    total = sum(db.table(table.name).count for table in search.SEARCHED)
    assert told[-1] == (total, total)
    load(db, report(agency="乙县财政局", sections=(Section(1, None, "低保"),)), origin("b"))
    assert_index_is_exact(tmp_path / "nianbao.db")


def test_steps_of_an_index_leave_no_row_out(db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_STEP", 2)
    load(db, report(sections=tuple(Section(number, None, f"第{number}节") for number in range(1, 6))), origin("a"))
    search.suspend(db)
    search.resume(db, lambda done, total: None)
    assert sections(db, "节") == [f"第{number}节" for number in range(1, 6)]
    assert_index_is_exact(tmp_path / "nianbao.db")


def test_an_index_that_was_broken_off_is_made_when_the_database_is_opened(db: Database, tmp_path: Path) -> None:
    def interrupted(done: int, total: int) -> None:
        raise KeyboardInterrupt

    load(db, report(), origin("a"))
    search.suspend(db)
    with pytest.raises(KeyboardInterrupt):
        search.resume(db, interrupted)
    db.close()
    open_db(tmp_path / "nianbao.db").close()
    assert_index_is_exact(tmp_path / "nianbao.db")
