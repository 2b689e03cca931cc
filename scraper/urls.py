"""Addresses: one spelling for each, and which hosts they may lead to."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from requests.utils import requote_uri

_SESSION_PATH = re.compile(r";jsessionid=[^/?;#]*", re.IGNORECASE)
_SESSION_QUERY = re.compile(r"(?i)(?:^|&)(?:jsessionid|phpsessid|aspsessionid\w*)=[^&]*")
_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|jhtml|jsp|php|aspx?)$", re.IGNORECASE)
_BLANKS = re.compile(r"[\t\r\n]+")
#: Translated (RFC 6052) and compatible addresses, which end in one of IPv4.
_IPV4_WITHIN = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))
_LAST_32 = 0xFFFFFFFF
#: Redirects that are followed.
MAX_HOPS = 5
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical(url: str, base: str = "") -> str | None:
    """The one spelling under which an address is asked for and archived.

    Fragment, session id, default port and dot segments go; what is not ASCII is percent-encoded as UTF-8.

    Returns:
        The address; None when it is not HTTP (javascript:, mailto:, nonsense).
    """
    try:
        parts = urlsplit(urljoin(base, _BLANKS.sub("", url.strip()).replace("\\", "/")))
        netloc = authority(parts)
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not netloc:
        return None
    path = _SESSION_PATH.sub("", _without_dots(parts.path)) or "/"
    query = _SESSION_QUERY.sub("", parts.query).lstrip("&")
    return requote_uri(urlunsplit((parts.scheme, netloc, path, query, "")))


def _without_dots(path: str) -> str:
    """`urljoin` leaves dot segments of an absolute path alone."""
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def authority(url: str | SplitResult) -> str:
    """Host and port, lower case, without the scheme's default port and without user names.

    Raises:
        ValueError: the port is no number.
    """
    parts = urlsplit(url) if isinstance(url, str) else url
    host = (parts.hostname or "").rstrip(".")
    if not host:
        return ""
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError as error:
        raise ValueError(f"no host name: {host}") from error
    host = f"[{host}]" if ":" in host else host
    return host if parts.port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f"{host}:{parts.port}"


def same_page_key(url: str) -> str:
    """What two addresses of one page share: neither scheme nor `index.html` makes a difference."""
    parts = urlsplit(url)
    path = _INDEX.sub("/", parts.path)
    return f"{parts.netloc}{path}?{parts.query}" if parts.query else f"{parts.netloc}{path}"


def is_home(url: str) -> bool:
    """Whether the address is a site's front page."""
    parts = urlsplit(url)
    return _INDEX.sub("/", parts.path or "/") == "/" and not parts.query


def folder(url: str) -> str:
    """The address up to its last slash, or the whole of one that names no file."""
    parts = urlsplit(url)
    path = parts.path
    head, _, last = path.rpartition("/")
    keeps = "." not in last
    return f"{parts.netloc}{path.rstrip('/') if keeps else head}/"


def is_loopback_host(host: str) -> bool:
    """Whether a host is this machine by its very name, without asking any resolver."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _holds_ipv4(ip: IPv6Address) -> bool:
    return any(ip in network for network in _IPV4_WITHIN)


def may_connect(address: str, *, loopback: bool) -> bool:
    """Whether an IP address may be spoken to: public ones, and loopback where a portal itself is there."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and not ip.is_loopback:
        ip = ip.ipv4_mapped or ip.sixtofour or (IPv4Address(int(ip) & _LAST_32) if _holds_ipv4(ip) else ip)
    if ip.is_loopback:
        return loopback
    return ip.is_global and not ip.is_multicast
