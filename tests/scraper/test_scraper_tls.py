"""http, https and certificates, over connections on this machine: what is tried, what is refused, what a file may admit."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from fixtures import Server, load_portal, serve
from scraper.archive import Archive
from scraper.client import Client
from scraper.crawl import crawl
from scraper.portal import Http, Portal, Tls
from tests.scraper.sites import Time, portal_of, served

pytestmark = pytest.mark.filterwarnings("ignore:Unverified HTTPS request")

PAGE = "<html><head><title>政府信息公开年报</title></head><body><a href='/b'>灵武市民政局</a></body></html>"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of 127.0.0.1, vouched for by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


def speak_tls(server: Server, certificate: Path) -> str:
    """From now on the server speaks nothing else; the address of its front page."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server._http.socket = context.wrap_socket(server._http.socket, server_side=True)
    return server.root.replace("http:", "https:")


@pytest.fixture
def secure(certificate: Path) -> Iterator[Server]:
    with served({"/index.html": PAGE, "/a": PAGE}) as server:
        speak_tls(server, certificate)
        yield server


def portal(root: str, tls: Tls = "strict") -> Portal:
    return Portal("lw", "灵武市", root, http=Http(tls=tls))


def client() -> Client:
    return Client(pace=Time().pace())


@pytest.mark.parametrize("tls", ["strict", "legacy"])
def test_a_certificate_that_nobody_vouches_for_is_refused_with_the_way_out(secure: Server, tls: Tls) -> None:
    root = secure.root.replace("http:", "https:")
    answer = client().fetch(f"{root}a", portal(root, tls))
    assert (answer.outcome, answer.exchanges, secure.log) == ("refused", (), [])
    assert answer.reason == (
        "robots.txt: the certificate cannot be verified; "
        "if that is known of the server, set 'http: {tls: unverified}' in the portal's file"
    )


def test_the_file_of_a_portal_may_admit_it(secure: Server) -> None:
    root = secure.root.replace("http:", "https:")
    answer = client().fetch(f"{root}a", portal(root, "unverified"))
    assert (answer.outcome, answer.exchanges[-1].body) == ("ok", PAGE.encode())
    assert answer.exchanges[-1].received.startswith(b"HTTP/1.1 200 OK\r\n")


def test_what_one_portal_admits_holds_for_no_other(secure: Server) -> None:
    root, asking = secure.root.replace("http:", "https:"), client()
    assert asking.fetch(f"{root}a", portal(root, "unverified")).outcome == "ok"
    asking._robots.clear()
    assert asking.fetch(f"{root}a", portal(root)).outcome == "refused"


def test_who_does_not_speak_http_is_asked_by_https(secure: Server) -> None:
    asking, asked = client(), portal(secure.root, "unverified")
    answers = [asking.fetch(f"{secure.root}{path}", asked) for path in ("", "a")]
    assert [(answer.outcome, answer.url) for answer in answers] == [("ok", secure.root), ("ok", f"{secure.root}a")]
    assert [answer.final_url for answer in answers] == [
        secure.root.replace("http:", "https:"),
        secure.root.replace("http:", "https:") + "a",
    ]
    assert [request.path for request in secure.log] == ["/robots.txt", "/", "/a"]


def test_who_does_not_speak_https_is_asked_by_http() -> None:
    with served({"/a": PAGE}) as server:
        root = server.root.replace("http:", "https:")
        answer = client().fetch(f"{root}a", portal(root))
        assert (answer.outcome, answer.final_url) == ("ok", f"{server.root}a")
        assert [request.path for request in server.log] == ["/robots.txt", "/a"]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_who_speaks_neither_is_told_by_the_scheme_of_the_file(scheme: str) -> None:
    with served() as server:
        root = server.root.replace("http:", f"{scheme}:")
    answer = client().fetch(f"{root}a", portal(root))
    assert (answer.outcome, answer.reason) == ("refused", "robots.txt: connection refused")


def test_robots_rules_hold_by_whichever_scheme(secure: Server) -> None:
    secure.replace("/robots.txt", b"User-agent: *\nDisallow: /a")
    answer = client().fetch(f"{secure.root}a", portal(secure.root, "unverified"))
    assert (answer.outcome, answer.reason) == ("refused", "robots.txt disallows it")


def test_a_portal_that_has_moved_to_https_is_crawled_and_the_next_night_transfers_nothing(
    certificate: Path, tmp_path: Path
) -> None:
    with serve(load_portal("linxi")) as server, Archive.open(tmp_path) as archive:
        speak_tls(server, certificate)
        declared = portal_of(server, http=Http(tls="unverified"))
        first = crawl(declared, archive, client())
        host = server.root.split("/")[2]
        assert first.findings == (f"{host}: does not speak http; asked by https",)
        assert set(first.reports) == {f"https://{host}{path}" for path in server.site.truths}
        server.log.clear()
        second = crawl(declared, archive, client())
        assert (second.reports, second.new, second.not_modified) == (first.reports, 0, first.new)
        assert {request.status for request in server.log} == {304, 404}  # There is no robots.txt.
        assert archive.verify() == []


@pytest.mark.parametrize("host", ["10.0.0.5", "192.168.0.1", "169.254.169.254", "0.0.0.1", "[fd00::1]", "100.64.0.1"])
def test_a_redirect_to_a_private_address_is_refused_even_where_the_file_names_it(host: str) -> None:
    with served({"/a": PAGE}) as server:
        server.fail("/r", 302, headers={"Location": f"http://{host}/secret"})
        answer = client().fetch(f"{server.root}r", portal_of(server, hosts=(host,)))
    name = host.strip("[]")
    assert (answer.outcome, [exchange.status for exchange in answer.exchanges]) == ("refused", [302])
    assert answer.reason == f"{name} is {name}, which is not a public address; it is not fetched"


def test_session_ids_make_no_other_page() -> None:
    with served({"/a": PAGE, "/b": PAGE}) as server:
        asking, asked = client(), portal_of(server)
        urls = {asking.fetch(f"{server.root}{path}", asked).exchanges[-1].url for path in (
            "a;jsessionid=1F", "a;JSESSIONID=2", "a?PHPSESSID=3", "a?jsessionid=4#x",
        )}  # fmt: skip
        assert urls == {f"{server.root}a"}
        assert asking.fetch(f"{server.root}b?id=1&PHPSESSID=3", asked).url == f"{server.root}b?id=1"
        assert {request.path for request in server.log} == {"/robots.txt", "/a", "/b?id=1"}
