"""Datasette over HTTP: the questions, the search, and many readers at once."""

from __future__ import annotations

import json
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import urlopen

from db.schema import TABLES
from db.views import VIEWS

READERS = 50
#: Seconds that one answer may take.
_PATIENCE = 120


@dataclass
class Answers:
    """What readers were given: seconds of each answer, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def ask(self, url: str) -> bytes:
        """One answer, noted."""
        start = time.perf_counter()
        try:
            with urlopen(url, timeout=_PATIENCE) as answer:  # noqa: S310 -- our own address
                body: bytes = answer.read()
        except HTTPError as error:
            self.errors.append(f"{error.code} {url}")
            return b""
        except OSError as error:
            self.errors.append(f"{error} {url}")
            return b""
        self.seconds.append(time.perf_counter() - start)
        return body

    def summary(self) -> tuple[str, str, str, str, str]:
        """Answers, errors, and in milliseconds the median, the 95th of a hundred, and the slowest."""
        cuts = statistics.quantiles(self.seconds, n=100) if len(self.seconds) > 1 else [0.0] * 99
        times = (cuts[49], cuts[94], max(self.seconds, default=0.0))
        return (f"{len(self.seconds):,}", f"{len(self.errors)}", *(f"{1000 * each:,.0f}" for each in times))  # type: ignore[return-value]


def pages(root: str) -> list[str]:
    """Addresses that readers look at: tables, a report, questions, a search."""
    (row,) = json.loads(Answers().ask(f"{root}nianbao/reports.json?_shape=array&_size=1"))
    return [
        f"{root}{path}"
        for path in (
            "",
            "nianbao/reports?_size=20",
            f"nianbao/reports/{row['id']}",
            "nianbao/refusal_rate?portal=&agency=",
            f"nianbao/who_asks?portal={row['portal_id']}&agency=",
            f"nianbao/sections?_search={quote('公开')}&_size=20",
        )
    ]


def every_page(root: str) -> dict[str, str]:
    """Addresses of a page of each kind: our own, and Datasette's tables and views."""
    (row,) = json.loads(
        Answers().ask(f"{root}nianbao/reports.json?_shape=array&_size=1&agency_id__notnull=1&year__notnull=1")
    )
    paths = {
        "home": "", "county": f"county/{row['portal_id']}", "agency": f"agency/{row['agency_id']}",
        "report": f"report/{row['id']}", "findings": "findings", "findings of a county": f"findings?portal={row['portal_id']}",
        "feed of findings": "findings.atom", "changes": "changes", "tables": "nianbao",
        "reports, most applications first": "nianbao/reports?_sort_desc=new_received",
        "reports of a year": "nianbao/reports?year=2023", "row of a report": f"nianbao/reports/{row['id']}",
    } | {f"{each.name}, as a table": f"nianbao/{each.name}" for each in (*TABLES, *VIEWS)}  # fmt: skip
    return {name: f"{root}{path}" for name, path in paths.items()}


def readers(root: str, stop: threading.Event, at_least: int = 1) -> Answers:
    """What `READERS` readers are given until `stop` is set, and each of them looked at everything `at_least` times."""
    answers, addresses = Answers(), pages(root)

    def read(first: int) -> None:
        asked = 0
        while not stop.is_set() or asked < at_least * len(addresses):
            answers.ask(addresses[(first + asked) % len(addresses)])
            asked += 1

    threads = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def question_url(root: str, name: str, params: Sequence[str], agency: str) -> str:
    """The address of a question's answer: of all portals, and of one agency where the question needs one."""
    values = dict.fromkeys(params, "") | ({"agency": agency} if params == ["agency"] else {})
    return f"{root}nianbao/{name}.json?{urlencode({**values, '_shape': 'array'})}"


def search_urls(root: str, word: str) -> tuple[str, str]:
    """The addresses of what a search finds: on our page, and among the sections in Datasette's table."""
    return f"{root}search?q={quote(word)}", f"{root}nianbao/sections?_search={quote(word)}"
