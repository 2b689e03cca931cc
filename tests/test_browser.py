"""The demo archive in Chromium: a newcomer's path, no error in the console, no request to anywhere else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="chromium and chromedriver are not installed"),
]
#: Chromium's own services, which are not to be asked.
OPTIONS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
)  # fmt: skip


@pytest.fixture
def root(demo_root: str) -> str:
    return demo_root


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    profile: Path = tmp_path_factory.mktemp("profile")
    for option in (*OPTIONS, f"--user-data-dir={profile}"):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


def hosts_asked(browser: webdriver.Chrome) -> set[str]:
    """Every host that a page asked since the last call."""
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    urls = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    return {urlsplit(url).netloc for url in urls if url.startswith("http")}


def click(browser: webdriver.Chrome, text: str) -> None:
    browser.find_element(By.PARTIAL_LINK_TEXT, text).click()


def test_from_home_to_the_figures_of_a_report(chromium: webdriver.Chrome, root: str) -> None:
    chromium.get(root)
    for text in ("灵武市（演示", "灵武市民政局", "2024"):
        click(chromium, text)
    assert chromium.find_element(By.TAG_NAME, "h1").text == "灵武市民政局2024年政府信息公开工作年度报告"
    cells = chromium.find_elements(By.CSS_SELECTOR, "table.applications tbody tr:first-child td")
    assert [cell.text for cell in cells] == ["2", "0", "0", "0", "0", "0", "2"]
    assert [entry["message"] for entry in chromium.get_log("browser")] == []
    assert hosts_asked(chromium) == {urlsplit(root).netloc}


@pytest.mark.parametrize("path", ["nianbao", "nianbao/reports", "nianbao/refusal_rate", "nianbao/findings"])
def test_datasettes_own_pages(chromium: webdriver.Chrome, root: str, path: str) -> None:
    chromium.get(root + path)
    assert [entry["message"] for entry in chromium.get_log("browser")] == []
    assert hosts_asked(chromium) == {urlsplit(root).netloc}


@pytest.mark.parametrize("path", ["", "county/lingwu", "nianbao"])
def test_pages_fit_a_phone(chromium: webdriver.Chrome, root: str, path: str) -> None:
    chromium.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
    )
    chromium.get(root + path)
    assert chromium.execute_script("return document.documentElement.scrollWidth") <= 390
    chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
