"""`nianbao portal`: a new county from its address, and why something is not found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from fixtures import Server, serve
from scraper.portal import read_portal
from tests.commands import error_lines, run, write_portal
from tests.scraper.sites import site


def test_add_writes_a_portal_file_and_a_sample_to_review(server: Server, tmp_path: Path) -> None:
    result = run("portal", "add", server.root, "--id", "linxi", "--portals", tmp_path / "portals",
                 "--samples", tmp_path / "samples")  # fmt: skip
    assert result.exit_code == 0
    file = tmp_path / "portals" / "linxi.yml"
    assert yaml.safe_load(file.read_text(encoding="utf-8")) == {
        "id": "linxi", "name": "临溪县", "root": server.root, "expect": {"reports": 7},
    }  # fmt: skip
    assert read_portal(file).expect.reports == 7
    assert "临溪县民政局  2022 2023 2024" in result.stdout
    expected = json.loads((tmp_path / "samples" / "linxi" / "expected.json").read_text(encoding="utf-8"))
    assert (expected["reviewed"], expected["list"]["family"], len(expected["report"]["cells"])) == (False, "trs", 200)


@pytest.mark.parametrize(
    ("head", "division"),
    [
        ("<title>灵武市人民政府</title>", "640181"),
        ("<title>宁夏灵武市人民政府</title>", None),
        ("<title>朝阳区人民政府</title>", None),
        ("<title>朝阳区人民政府</title><meta name='SiteIDCode' content='2201040001'>", "220104"),
        ("<title>灵武市人民政府</title><meta name='SiteIDCode' content='6401210004'>", None),
        ("<title>灵武市人民政府</title><meta name='SiteIDCode' content='9900010001'>", "640181"),
        ("<title>临溪县人民政府</title><meta name='SiteIDCode' content='6401810001'>", None),
    ],
)
def test_add_gives_the_division_only_where_it_is_certain(head: str, division: str | None, tmp_path: Path) -> None:
    pages = {"/index.html": f"{head}<a href='/nb/'>政府信息公开年报</a>", "/nb/index.html": "<title>年报</title>"}
    with serve(site(pages)) as running:
        result = run(
            "portal",
            "add",
            running.root,
            "--id",
            "x",
            "--portals",
            tmp_path / "portals",
            "--samples",
            tmp_path / "no" / "x",
        )
    assert read_portal(tmp_path / "portals" / "x.yml").division == division
    said = {"640181": "宁夏回族自治区 银川市 灵武市", "220104": "吉林省 长春市 朝阳区"}
    expected = (
        f"{division} {said[division]}"
        if division
        else "not certain; give the six digits of GB/T 2260 to group the county by province"
    )
    assert f"division: {expected}\n" in result.stdout


def test_add_outside_a_checkout_keeps_no_sample(server: Server, tmp_path: Path) -> None:
    samples = tmp_path / "none" / "portals"
    run("portal", "add", server.root, "--id", "x", "--portals", tmp_path, "--samples", samples)
    assert not samples.parent.exists()


def test_add_takes_no_id_twice(tmp_path: Path) -> None:
    write_portal(tmp_path, "nxlw", "http://www.nxlw.gov.cn/")
    result = run("portal", "add", "http://www.nxlw.gov.cn/", "--portals", tmp_path)
    assert (result.exit_code, error_lines(result)) == (
        2, [f"nianbao: {tmp_path / 'nxlw.yml'}: is there already; give another --id, "
            "or check it with 'nianbao portal check nxlw'"],
    )  # fmt: skip


@pytest.mark.parametrize("url", ["ftp://x/", "nonsense", "http://", "http://[::1"])
@pytest.mark.parametrize("name", [("--id", "x"), ()])
def test_add_wants_an_address(tmp_path: Path, url: str, name: tuple[str, ...]) -> None:
    result = run("portal", "add", url, *name, "--portals", tmp_path)
    assert result.exit_code == 2
    (line,) = error_lines(result)
    assert "give an address that begins with http:// or https://" in line


def test_add_of_a_site_that_is_down_writes_nothing(tmp_path: Path) -> None:
    result = run("portal", "add", "http://127.0.0.1:9/", "--id", "x", "--portals", tmp_path)
    assert result.exit_code == 2
    assert "connection refused" in error_lines(result)[-1]
    assert list(tmp_path.iterdir()) == []


def test_check_explains_every_request(server: Server, tmp_path: Path) -> None:
    write_portal(tmp_path, "linxi", server.root, expect={"agencies": ["临溪县民政局", "临溪县司法局"]})
    result = run("portal", "check", "linxi", "--portals", tmp_path)
    assert result.exit_code == 0
    asked = [line.split()[1:3] for line in result.stdout.splitlines() if line[:5].strip().isdigit()]
    assert asked[:3] == [["root", server.root], ["page", f"{server.root}xxgk/"],
                         ["list", f"{server.root}xxgk/zfxxgkgzndbg/"]]  # fmt: skip
    assert sum(kind == "report" for kind, _ in asked) == 9
    assert "not found: 临溪县司法局" in result.stdout
    assert "not found: 临溪县民政局" not in result.stdout


def test_list_shows_the_portals_and_what_is_wrong_with_the_others(tmp_path: Path) -> None:
    write_portal(tmp_path, "nxlw", "http://www.nxlw.gov.cn/")
    (tmp_path / "bad.yml").write_text("id: [", encoding="utf-8")
    result = run("portal", "list", "--portals", tmp_path)
    assert "http://www.nxlw.gov.cn/" in result.stdout
    assert [line.startswith(f"nianbao: {tmp_path / 'bad.yml'}") for line in error_lines(result)] == [True]
