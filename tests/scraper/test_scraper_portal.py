"""Portal files: what they may say, and one line for what they may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from scraper.errors import PortalError
from scraper.portal import DEFAULT_CAP, DEFAULT_DELAY, Expect, Http, Portal, load_portals, read_portal

LEAST = "id: nxlw\nname: 灵武市\nroot: http://www.nxlw.gov.cn/\n"


def write(folder: Path, text: str | bytes, name: str = "nxlw.yml") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_the_least_a_file_says(tmp_path: Path) -> None:
    portal = read_portal(write(tmp_path, LEAST))
    assert portal == Portal("nxlw", "灵武市", "http://www.nxlw.gov.cn/")
    assert (portal.delay, portal.http.cap, portal.loopback) == (DEFAULT_DELAY, DEFAULT_CAP, False)


def test_all_a_file_may_say(tmp_path: Path) -> None:
    text = """\ufeff# 灵武
id: nxlw
name: "灵武市  人民政府"
root: HTTP://www.nxlw.gov.cn
hosts: [xz.nxlw.gov.cn, "http://gk.nxlw.gov.cn:8080/x"]
entry: /zwgk/xxgknb/
family: trs
aliases: {民政: 灵武市民政局}
expect: {agencies: 灵武市民政局, reports: 5}
http: {delay: 3, tls: legacy, cap: 100}
body: div.TRS_Editor
division: 640181
"""
    assert read_portal(write(tmp_path, text)) == Portal(
        id="nxlw",
        name="灵武市 人民政府",
        root="http://www.nxlw.gov.cn/",
        hosts=("xz.nxlw.gov.cn", "gk.nxlw.gov.cn:8080"),
        entry=("http://www.nxlw.gov.cn/zwgk/xxgknb/",),
        family="trs",
        aliases={"民政": "灵武市民政局"},
        expect=Expect(("灵武市民政局",), 5),
        http=Http(3, "legacy", 100),
        body="div.TRS_Editor",
        division="640181",
    )


KNOWN = "id, name, root, hosts, entry, family, aliases, expect, http, body, division"
WRONG = [
    ("", None, "holds no portal; write lines such as 'id: nxlw'"),
    ("- a\n", None, "holds no portal; write lines such as 'id: nxlw'"),
    ("id: a\n", None, "name and root missing; a portal needs id, name and root"),
    (LEAST + "rot: x\n", 4, f"unknown key 'rot'; known are {KNOWN}"),
    (LEAST + "id: b\n", 4, "id is given twice; keep one"),
    ("id: NX\nname: a\nroot: http://a.cn\n", 1, "id: is 'NX'; use small Latin letters, digits and hyphens, in quotes if digits alone"),
    ("id: 64\nname: a\nroot: http://a.cn\n", 1, "id: is 64; use small Latin letters, digits and hyphens, in quotes if digits alone"),
    ("id: a\nname: [b]\nroot: http://a.cn\n", 2, "name: is ['b']; give text"),
    ("id: a\nname: b\nroot: a.cn\n", 3, "root: is 'a.cn'; give an address that begins with http:// or https://"),
    ("id: a\nname: b\nroot: http://a.cn:99999/\n", 3, "root: is 'http://a.cn:99999/'; give an address that begins with http:// or https://"),
    (LEAST + "hosts: ['a b']\n", 4, "hosts: is 'a b'; give host names such as www.example.gov.cn"),
    (LEAST + "entry: 'mailto:a@b'\n", 4, "entry: is 'mailto:a@b'; give addresses or paths such as /zwgk/zfxxgknb/"),
    (LEAST + "division: 64018\n", 4, "division: is '64018'; give the six digits of the county in GB/T 2260, such as 640181"),
    (LEAST + "division: [640181]\n", 4, "division: is '[640181]'; give the six digits"),
    (LEAST + "division: '640121'\n", 4, "division: 640121 is 宁夏回族自治区 银川市 永宁县, not 灵武市; correct either"),
    (LEAST + "family: drupal\n", 4, "family: is 'drupal'; known are "),
    (LEAST + "family: [trs]\n", 4, "family: is ['trs']; known are "),
    (LEAST + "aliases: 民政\n", 4, "aliases: give 'printed name: agency' pairs"),
    (LEAST + "aliases: {a: b, b: c}\n", 4, "aliases: 'b' is both a printed name and an agency; give the agency's present name"),
    (LEAST + "body: 'div['\n", 4, "body: is 'div['; give a CSS selector such as div.article ("),
    (LEAST + "body: [a]\n", 4, "body: is ['a']; give text"),
    (LEAST + "expect: 4\n", 4, "expect: give agencies, reports"),
    (LEAST + "expect: {reports: -1}\n", 4, "expect: reports is -1; give the least number of reports"),
    (LEAST + "expect: {reports: true}\n", 4, "expect: reports is True; give the least number of reports"),
    (LEAST + "http: {proxy: a}\n", 4, "http: unknown key 'proxy'; known are delay, tls, cap"),
    (LEAST + "http: {delay: soon}\n", 4, "http: delay is 'soon'; give seconds from 0 to 600"),
    (LEAST + "http: {delay: .nan}\n", 4, "http: delay is nan; give seconds from 0 to 600"),
    (LEAST + "http: {delay: 0.5}\n", 4, "http: delay is 0.5; give 1 second or more for a public host"),
    (LEAST + "http: {tls: none}\n", 4, "http: tls is 'none'; known are strict, legacy, unverified"),
    (LEAST + "http: {cap: 0}\n", 4, "http: cap is 0; give the most requests in one run"),
    (LEAST + "http: {cap: 5, cap: 6}\n", 4, "cap is given twice; keep one"),
    (LEAST + "hosts: [\n", 5, "is not valid YAML ("),
    (LEAST + "name\n", 5, "is not valid YAML (could not find expected ':'); correct it"),
    ("a: &a [*b]\n", 1, "is not valid YAML (found undefined alias 'b'); correct it"),
    ("id: a\x07\n", None, "is not valid YAML ("),
    ("root: !!python/object:os.system x\n", 1, "is not valid YAML ("),
    ("[" * 3000, None, "is not valid YAML (it is nested too deep); correct it"),
    ("id: 灵".encode("gb18030"), None, "is not UTF-8; save it as UTF-8"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "message"), WRONG)
def test_what_is_wrong_is_one_line_with_its_place(
    tmp_path: Path, text: str | bytes, line: int | None, message: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(PortalError) as caught:
        read_portal(path)
    error = caught.value
    assert (error.line, error.file) == (line, str(path))
    assert str(error) == f"{path}{f':{line}' if line else ''}: {error.message}"
    assert error.message.startswith(message)
    assert "\n" not in str(error)


def test_an_unreadable_file(tmp_path: Path) -> None:
    with pytest.raises(PortalError, match=r"cannot be read \(Is a directory\); check the file"):
        read_portal(tmp_path)


def test_one_broken_file_never_stops_the_others(tmp_path: Path) -> None:
    write(tmp_path, LEAST, "b.yml")
    write(tmp_path, LEAST.replace("nxlw\n", "aa\n"), "c.yaml")
    write(tmp_path, LEAST, "d.yml")
    write(tmp_path, "nonsense", "a.yml")
    write(tmp_path, "nonsense", "notes.txt")
    portals, errors = load_portals(tmp_path)
    assert [portal.id for portal in portals] == ["aa", "nxlw"]
    assert [str(error) for error in errors] == [
        f"{tmp_path / 'a.yml'}: holds no portal; write lines such as 'id: nxlw'",
        f"{tmp_path / 'd.yml'}: id 'nxlw' is taken by b.yml; choose another",
    ]


def test_no_directory_of_portals(tmp_path: Path) -> None:
    portals, (error,) = load_portals(tmp_path / "none")
    assert portals == []
    assert str(error) == f"{tmp_path / 'none'}: no such directory; give one that holds portal files"


@pytest.mark.parametrize(
    ("url", "owned"),
    [
        ("http://www.nxlw.gov.cn/a", True),
        ("https://nxlw.gov.cn/a", True),
        ("http://xz.nxlw.gov.cn/a", True),
        ("http://www.xz.nxlw.gov.cn/a", True),
        ("http://www.nxlw.gov.cn:8080/", False),
        ("http://www.nxlw.gov.cn.example.com/", False),
        ("http://mz.nxlw.gov.cn/", False),
    ],
)
def test_own_hosts(url: str, owned: bool) -> None:
    portal = Portal("nxlw", "灵武市", "http://www.nxlw.gov.cn/", hosts=("xz.nxlw.gov.cn",))
    assert portal.owns(url) is owned


def test_loopback_may_be_asked_at_any_pace(tmp_path: Path) -> None:
    text = "id: a\nname: b\nroot: http://127.0.0.1:8000/\nhttp: {delay: 0.1}\n"
    assert read_portal(write(tmp_path, text)).delay == 0.1


def test_loopback_is_asked_without_delay() -> None:
    assert Portal("a", "a", "http://127.0.0.1:8000/").delay == 0
    assert Portal("a", "a", "http://127.0.0.1:8000/", http=Http(delay=4)).delay == 4
