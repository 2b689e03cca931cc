"""An archive of any number of invented reports, written as a crawl writes it but without HTTP.

A county has the same agencies as any other and a report of each for each year. All is drawn from seeds: the same
number of reports gives the same archive, but for the identifiers of its records. Memory does not grow with the number
of reports: each few counties are an archive of their own, whose files are then taken into the whole.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice, product
from pathlib import Path
from random import Random
from typing import Any

import yaml

from fixtures.model import Layout
from fixtures.portal import Agency, Portal, Published, ReportOptions, reports
from fixtures.prose import Told, compose
from fixtures.render import NO_SITE, render_report
from scraper.archive import Archive
from scraper.capture import Context, Kind
from scraper.merge import adopt
from scraper.wire import Exchange

FIXTURES = Path(__file__).parents[2] / "fixtures" / "data"
YEARS = range(2019, 2025)
#: Agency → about how many applications it receives in a year.
AGENCIES = {
    "人民政府": 40, "人民政府办公室": 8, "发展和改革局": 5, "教育局": 10, "科学技术局": 1, "工业和信息化局": 2, "公安局": 12,
    "民政局": 3, "司法局": 4, "财政局": 5, "人力资源和社会保障局": 8, "自然资源局": 20, "生态环境局": 6, "住房和城乡建设局": 15,
    "交通运输局": 4, "水务局": 2, "农业农村局": 6, "商务局": 1, "文化和旅游局": 2, "卫生健康局": 5, "退役军人事务局": 1,
    "应急管理局": 2, "审计局": 1, "市场监督管理局": 9,
}  # fmt: skip
#: Share of the reports with …
LATE, BLANK, DASHES = 0.08, 0.05, 0.03
#: … and with an error of the publisher: a total that is not the sum, a carry-over that is not last year's.
WRONG_TOTAL, WRONG_CARRY, WRONG_IN_FORCE = 0.03, 0.02, 0.02
#: Share of the reports whose tables are pictures, so that no figure can be read; the other layouts are as frequent as
#: each other.
PICTURES = 0.01
#: Sentences without a figure in the sections that are prose, so that a report has about 5,000 characters of it.
PLAIN = {0: 80, 4: 30, 5: 10}
#: Counties that are written as one archive.
PART = 10
_FIRST, _SECOND = "安宁清平永新东西南北长广云龙临和德泰富文", "阳河山溪城原江川林泉湖昌州远兴丰康乐宁化"
_BEGIN = datetime(2025, 4, 1, tzinfo=UTC)
_CODES = ("normative_documents.{issued,repealed,in_force}", "licences.decisions", "fees.amount")


def make(directory: Path, count: int, seed: int = 2024) -> int:
    """Write an archive of `count` reports into `directory`; gives the number of captures."""
    remaining, captures, number = count, 0, 0
    while remaining > 0:
        part = directory.with_name(f"{directory.name}.part")
        with Archive.open(part) as archive:
            for county in (_county(each, seed) for each in range(number, number + PART)):
                remaining -= _write(archive, county, remaining, Random(f"{seed} {county.id}"))
                if remaining <= 0:
                    break
            captures += len(archive)
        number += PART
        adopt(directory, part)
        shutil.rmtree(part)
    return captures


def _county(number: int, seed: int) -> Portal:
    """A county; names repeat after a thousand with a number behind."""
    pairs = [first + second for first, second in product(_FIRST, _SECOND)]
    place = f"{pairs[number % len(pairs)]}{'县市区'[number // len(pairs) % 3]}"
    rng = Random(f"{seed} county {number}")
    agencies = tuple(
        Agency(f"{place}{name}", f"{place}{name}", f"a{n:02}", 30_000 + 20 * n,
               {year: _options(name, year, rng) for year in YEARS}, scale)
        for n, (name, scale) in enumerate(AGENCIES.items())
    )  # fmt: skip
    return Portal(f"c{number:04}", f"{place}人民政府", place, f"www.c{number:04}.example.com", f"{number:010}",
                  {}, "", agencies, layouts=_layouts())  # fmt: skip


def _options(agency: str, year: int, rng: Random) -> ReportOptions:
    """How a report is printed, when, and what its publisher got wrong."""
    pictures = [name for name, layout in _layouts().items() if layout.images]
    drawn = [name for name in _layouts() if name not in pictures]
    due = 90 if agency == "人民政府" else 31
    day = rng.randint(due + 1, due + 40) if rng.random() < LATE else rng.randint(5, due)
    form = "2021" if year >= 2021 else "2019"
    put: dict[str, Any] = {}
    add: dict[str, int] = {}
    if form == "2021" and rng.random() < BLANK + DASHES:
        put[f"disclosure.{rng.choice(_CODES)}"] = None if rng.random() < BLANK / (BLANK + DASHES) else "/"
    elif form == "2021" and rng.random() < WRONG_IN_FORCE:
        add["disclosure.normative_documents.in_force"] = 2
    if rng.random() < WRONG_TOTAL:
        add["applications.granted.total"] = 1
    elif rng.random() < WRONG_CARRY:
        add["applications.{carried_in,granted,processed_total}.{natural_person,total}"] = 2
    return ReportOptions(
        layout=rng.choice(pictures if rng.random() < PICTURES else drawn),
        published=(datetime(year + 1, 1, 1, tzinfo=UTC) + timedelta(days=day - 1)).date().isoformat(),
        put=put,
        add=add,
    )


def _write(archive: Archive, county: Portal, most: int, rng: Random) -> int:
    """The captures of a county, of not more than `most` reports; gives how many it were."""
    root = f"http://{county.domain}/"
    clock = _clock(int(county.id[1:]))
    _capture(archive, county, "robots", f"{root}robots.txt", b"User-agent: *\nDisallow: /so/\n", next(clock))
    _capture(archive, county, "root", root, f"<title>{county.name}</title>".encode(), next(clock))
    written, listed = 0, ""
    for each in islice(reports(county), most):
        column = f"{root}xxgk/{each.agency.slug}/"
        if column != listed:
            listed = column
            _capture(archive, county, "list", column, _list(each.agency), next(clock), each.agency.name)
        url = f"{column}{each.report.published[:4]}/t{each.report.published.replace('-', '')}_{each.document}.html"
        context = {"link_text": each.report.title, "list_date": each.report.published, "via": column}
        _capture(archive, county, "report", url, _page(each, rng), next(clock), each.agency.name, **context)
        written += 1
    return written


def _clock(county: int) -> Iterator[str]:
    """When the requests to a county are made: some seconds apart; counties one after another."""
    moment = _BEGIN + timedelta(hours=county)
    while True:
        yield moment.isoformat().replace("+00:00", "Z")
        moment += timedelta(seconds=5)


def _capture(
    archive: Archive, county: Portal, kind: Kind, url: str, body: bytes, at: str, agency: str | None = None, **told: str
) -> None:
    host, _, path = url.removeprefix("http://").partition("/")
    sent = f"GET /{path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: nianbao\r\n\r\n".encode()
    type_ = "text/plain" if kind == "robots" else "text/html"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {type_}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    root = f"http://{county.domain}/"
    context = Context(kind, county.id, county.name, root, agency, "政府信息公开年报" if agency else None, **told)
    archive.write(Exchange(url, at, sent, head + body, "192.0.2.1"), context)


def _list(agency: Agency) -> bytes:
    items = "".join(f"<li>{agency.name}{year}年政府信息公开工作年度报告</li>" for year in agency.reports)
    return f"<title>政府信息公开年报</title><ul>{items}</ul>".encode()


def _page(each: Published, rng: Random) -> bytes:
    """The page of a report, its prose drawn out to the length of real ones."""
    told = Told({}, {}, {})
    plan = {
        "pools": {"plain": plain_sentences()},
        "sections": [{"heading": "", "paragraphs": _paragraphs(PLAIN.get(n, 0))} for n in range(6)],
    }
    more = compose(plan, told, rng).sections
    sections = tuple(
        replace(section, paragraphs=section.paragraphs + extra.paragraphs)
        for section, extra in zip(each.report.sections, more, strict=True)
    )
    made = replace(each.report, sections=sections)
    return render_report(made, each.layout, site=NO_SITE | {"invented": ""}).encode(each.layout.charset)


def _paragraphs(sentences: int) -> list[dict[str, Any]]:
    """Paragraphs of ten sentences."""
    return [{"from": "plain", "pick": 10} for _ in range(sentences // 10)]


@lru_cache
def plain_sentences() -> list[str]:
    """Sentences without a figure, put together from phrases: a thousand of the many that there are."""
    parts = yaml.safe_load((Path(__file__).parent / "phrases.yaml").read_text(encoding="utf-8"))
    every = [f"{who}{when}，{what}，{so}。" for who, when, what, so in product(*parts.values())]
    return Random(len(every)).sample(every, 1000)


@lru_cache
def _layouts() -> dict[str, Layout]:
    declared = yaml.safe_load((FIXTURES / "layouts.yaml").read_text(encoding="utf-8"))
    return {name: Layout.of(options) for name, options in declared.items()}
