"""A county's portal: what its YAML file declares, validated."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from cssselect import HTMLTranslator, SelectorError

from scraper.divisions import division
from scraper.errors import PortalError
from scraper.families import FAMILIES
from scraper.urls import authority, canonical, is_loopback_host
from scraper.yaml_file import read_yaml

Tls = Literal["strict", "legacy", "unverified"]

#: Seconds between two requests to a real host, before jitter.
DEFAULT_DELAY = 2.5
#: The least that a file may ask for there.
LEAST_DELAY = 1
#: Requests to one portal in one run.
DEFAULT_CAP = 3000


@dataclass(frozen=True, slots=True)
class Http:
    """How a portal is asked.

    Attributes:
        delay: seconds between two requests; the default depends on the root.
        tls: `legacy` admits the old ciphers and renegotiation of old servers, and checks their certificates as always;
            `unverified` admits as well a certificate that nobody vouches for, as the servers' own.
        cap: most requests in one run.
    """

    delay: float | None = None
    tls: Tls = "strict"
    cap: int = DEFAULT_CAP


@dataclass(frozen=True, slots=True)
class Expect:
    """What a healthy crawl finds: agencies by name, and the least number of reports."""

    agencies: tuple[str, ...] = ()
    reports: int | None = None


@dataclass(frozen=True, slots=True)
class Portal:
    """One county portal.

    Attributes:
        id: short name, used in file names and the database.
        name: the county, as people call it.
        root: address of the front page.
        hosts: further hosts that are the county's own.
        entry: addresses to start from beside the root, where discovery needs a hand.
        family: the CMS, where its fingerprint misleads.
        aliases: former or otherwise printed name of an agency → its present name, under which its reports are filed.
        expect: what a healthy crawl finds.
        http: how the portal is asked.
        body: CSS selector of the article, where the general rules miss it.
        division: the county's code in GB/T 2260, six digits.
    """

    id: str
    name: str
    root: str
    hosts: tuple[str, ...] = ()
    entry: tuple[str, ...] = ()
    family: str | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)
    expect: Expect = Expect()
    http: Http = Http()
    body: str | None = None
    division: str | None = None

    @property
    def loopback(self) -> bool:
        """Whether the portal is on this machine."""
        return is_loopback_host(urlsplit(self.root).hostname or "")

    @property
    def delay(self) -> float:
        """Seconds between two requests, before jitter."""
        if self.http.delay is not None:
            return self.http.delay
        return 0.0 if self.loopback else DEFAULT_DELAY

    def owns(self, url: str) -> bool:
        """Whether an address lies on one of the portal's own hosts, with or without `www.`."""
        own = {authority(self.root), *self.hosts}
        host = authority(url)
        return host in own or host.removeprefix("www.") in {h.removeprefix("www.") for h in own}


def load_portals(directory: Path | str) -> tuple[list[Portal], list[PortalError]]:
    """Read all portal files of a directory, ordered by id.

    Returns:
        The portals, and the files that cannot be used; one broken file never stops the others.
    """
    directory = Path(directory)
    if not directory.is_dir():
        return [], [PortalError(str(directory), "no such directory; give one that holds portal files")]
    portals: dict[str, tuple[Portal, Path]] = {}
    errors: list[PortalError] = []
    for path in sorted(p for p in directory.iterdir() if p.suffix in (".yml", ".yaml")):
        try:
            portal = read_portal(path)
            if portal.id in portals:
                other = portals[portal.id][1].name
                raise PortalError(str(path), f"id {portal.id!r} is taken by {other}; choose another")
        except PortalError as error:
            errors.append(error)
        else:
            portals[portal.id] = (portal, path)
    return [portal for _, (portal, _) in sorted(portals.items())], errors


def read_portal(path: Path) -> Portal:
    """Read one portal file.

    Raises:
        PortalError: it cannot be read, is no YAML, or declares something unknown.
    """
    data, lines = read_yaml(path)

    def wrong(key: str, message: str) -> PortalError:
        return PortalError(str(path), message, lines.get(key))

    if unknown := [key for key in data if key not in _FIELDS]:
        known = ", ".join(_FIELDS)
        raise wrong(unknown[0], f"unknown key {unknown[0]!r}; known are {known}")
    if missing := [key for key in ("id", "name", "root") if data.get(key) in (None, "")]:
        raise PortalError(str(path), f"{' and '.join(missing)} missing; a portal needs id, name and root")
    values = {}
    for key, value in data.items():
        if value is None:
            continue
        try:
            values[key] = _FIELDS[key](value)
        except ValueError as error:
            raise wrong(key, f"{key}: {error}") from error
    if "entry" in values:
        values["entry"] = tuple(canonical(entry, values["root"]) or entry for entry in values["entry"])
    portal = Portal(**values)
    if not portal.loopback and portal.delay < LEAST_DELAY:
        raise wrong("http", f"http: delay is {portal.delay}; give {LEAST_DELAY} second or more for a public host")
    if portal.division and not (place := division(portal.division)).agrees(portal.name):
        raise wrong("division", f"division: {place.code} is {place.path}, not {portal.name}; correct either")
    return portal


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"is {value!r}; give text")
    return " ".join(value.split())


def _id(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", value):
        raise ValueError(f"is {value!r}; use small Latin letters, digits and hyphens, in quotes if digits alone")
    return value


def _root(value: object) -> str:
    text = _text(value)
    if not text.lower().startswith(("http://", "https://")) or (url := canonical(text)) is None:
        raise ValueError(f"is {text!r}; give an address that begins with http:// or https://")
    return url


def _host(value: object) -> str:
    text = _text(value).lower()
    host = authority(text if "://" in text else f"//{text}")
    if not host or not re.fullmatch(r"[\w.:\[\]-]+", host):
        raise ValueError(f"is {text!r}; give host names such as www.example.gov.cn")
    return host


def _entry(value: object) -> str:
    text = _text(value)
    if canonical(text, "http://portal.invalid/") is None:
        raise ValueError(f"is {text!r}; give addresses or paths such as /zwgk/zfxxgknb/")
    return text


def _many(one: Callable[[object], str]) -> Callable[[object], tuple[str, ...]]:
    def checked(value: object) -> tuple[str, ...]:
        return tuple(one(item) for item in (value if isinstance(value, list) else [value]))

    return checked


def _family(value: object) -> str:
    if not isinstance(value, str) or value not in FAMILIES:
        raise ValueError(f"is {value!r}; known are {', '.join(FAMILIES)}")
    return value


def _aliases(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError("give 'printed name: agency' pairs")
    aliases = {_text(key): _text(name) for key, name in value.items()}
    if both := sorted(set(aliases) & set(aliases.values())):
        raise ValueError(f"{both[0]!r} is both a printed name and an agency; give the agency's present name")
    return aliases


def _selector(value: object) -> str:
    text = _text(value)
    try:
        HTMLTranslator().css_to_xpath(text)
    except SelectorError as error:
        raise ValueError(f"is {text!r}; give a CSS selector such as div.article ({error})") from error
    return text


def _expect(value: object) -> Expect:
    given = _options(value, ("agencies", "reports"))
    reports = given.get("reports")
    if reports is not None and (not isinstance(reports, int) or isinstance(reports, bool) or reports < 0):
        raise ValueError(f"reports is {reports!r}; give the least number of reports")
    return Expect(_many(_text)(given.get("agencies", [])), reports)


def _http(value: object) -> Http:
    given = _options(value, ("delay", "tls", "cap"))
    delay, tls, cap = given.get("delay"), given.get("tls", "strict"), given.get("cap", DEFAULT_CAP)
    if delay is not None and (isinstance(delay, bool) or not isinstance(delay, int | float) or not 0 <= delay <= 600):
        raise ValueError(f"delay is {delay!r}; give seconds from 0 to 600")
    if tls not in get_args(Tls):
        raise ValueError(f"tls is {tls!r}; known are {', '.join(get_args(Tls))}")
    if isinstance(cap, bool) or not isinstance(cap, int) or cap < 1:
        raise ValueError(f"cap is {cap!r}; give the most requests in one run")
    return Http(delay, tls, cap)


def _division(value: object) -> str:
    # Without quotes, YAML makes a number of it.
    return division(str(value).strip()).code


def _options(value: object, known: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"give {', '.join(known)}")
    if unknown := [key for key in value if key not in known]:
        raise ValueError(f"unknown key {unknown[0]!r}; known are {', '.join(known)}")
    return value


#: Key of a portal file → the check that makes its value; a ValueError says what to do.
_FIELDS: Mapping[str, Callable[[object], Any]] = {
    "id": _id,
    "name": _text,
    "root": _root,
    "hosts": _many(_host),
    "entry": _many(_entry),
    "family": _family,
    "aliases": _aliases,
    "expect": _expect,
    "http": _http,
    "body": _selector,
    "division": _division,
}
