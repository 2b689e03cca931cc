"""The demo archive in Chromium: a newcomer's path and a journalist's, no error, no request to anywhere else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import visibility_of_element_located as visible
from selenium.webdriver.support.ui import WebDriverWait

from tests.commands import rows

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


def nothing_went_wrong(browser: webdriver.Chrome, root: str) -> None:
    """No error in the console, no request to anywhere else, since the last call."""
    assert [entry["message"] for entry in browser.get_log("browser")] == []
    assert hosts_asked(browser) == {urlsplit(root).netloc}


def test_a_newcomer_from_home_to_the_source_of_a_figure(chromium: webdriver.Chrome, root: str) -> None:
    chromium.get(root)
    for text in ("灵武市（演示", "灵武市民政局", "2024"):
        click(chromium, text)
    assert chromium.find_element(By.TAG_NAME, "h1").text == "灵武市民政局2024年政府信息公开工作年度报告"
    cells = chromium.find_elements(By.CSS_SELECTOR, "table.applications tbody tr:first-child td")
    assert [cell.text for cell in cells] == ["2", "0", "0", "0", "0", "0", "2"]
    chromium.find_element(By.CSS_SELECTOR, "#section-1 summary").click()
    chromium.find_element(By.XPATH, "//article[@id='section-1']//td/a[text()='461']").click()
    source = chromium.find_element(By.CSS_SELECTOR, "mark:target")
    assert source.text == "461"
    assert "灵武民政”发布信息461篇" in source.find_element(By.XPATH, "..").text
    original = chromium.find_element(By.CSS_SELECTOR, ".facts a[rel~=noreferrer]").get_attribute("href") or ""
    assert original.endswith("/lwsmzj_29121/xxgknb_29124/202501/t20250123_4800975.html")
    nothing_went_wrong(chromium, root)


def test_a_journalist_from_a_word_to_a_file(chromium: webdriver.Chrome, root: str) -> None:
    chromium.get(root)
    box = chromium.find_element(By.NAME, "q")
    box.send_keys("低保", Keys.ENTER)
    hit = WebDriverWait(chromium, 10).until(visible((By.CSS_SELECTOR, ".extract mark")))
    assert hit.text == "低保"
    click(chromium, "灵武市民政局 2024")
    assert chromium.find_element(By.CSS_SELECTOR, "article:target").get_attribute("id") == "section-1"
    finding = chromium.find_element(By.CSS_SELECTOR, ".findings .warning")
    assert "政务微博发布信息89条" in finding.text
    assert "政务微博发布信息92条" in finding.text
    chromium.find_element(By.XPATH, "//nav[@class='data']//li[a[contains(@href,'/findings?')]]/a[text()='CSV']").click()
    head, *lines = chromium.find_element(By.TAG_NAME, "body").text.splitlines()
    assert head.split(",")[:4] == ["report_id", "number", "rule", "severity"]
    assert [line.split(",")[2:4] for line in lines] == [
        ["narrative.contradiction", "warning"],
        ["narrative.breakdown_sum", "note"],
    ]
    nothing_went_wrong(chromium, root)


def test_a_chart_leads_to_its_numbers(chromium: webdriver.Chrome, root: str) -> None:
    chromium.get(f"{root}county/lingwu")
    chart = chromium.find_element(By.CSS_SELECTOR, "figure[aria-labelledby=chart-received]")
    drawn = [text.text for text in chart.find_elements(By.CSS_SELECTOR, ".mark-text.role-mark text")]
    chart.find_element(By.TAG_NAME, "summary").click()
    rows = chart.find_elements(By.CSS_SELECTOR, "tbody tr")
    assert [row.find_elements(By.TAG_NAME, "td")[0].text for row in rows] == drawn
    assert len(drawn) == 6
    nothing_went_wrong(chromium, root)


def test_the_first_stop_of_the_keyboard_skips_to_the_content(chromium: webdriver.Chrome, root: str) -> None:
    chromium.get(f"{root}search?q=公开")
    chromium.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    assert chromium.switch_to.active_element.get_attribute("href") == f"{root}search?q=%E5%85%AC%E5%BC%80#content"
    assert chromium.switch_to.active_element.location["x"] >= 0


@pytest.mark.parametrize("path", ["nianbao", "nianbao/reports", "nianbao/refusal_rate", "nianbao/findings",
                                  "nianbao/sections?_search=低保", "nianbao?sql=select+1"])  # fmt: skip
def test_datasettes_own_pages(chromium: webdriver.Chrome, root: str, path: str) -> None:
    chromium.get(root + path)
    nothing_went_wrong(chromium, root)


PHONE = ("", "county/lingwu", "search?q=公开", "findings", "changes", "nianbao", "nianbao/reports", "nianbao/outliers",
         "nianbao/beside_others?agency=民政", "nianbao/sections?_search=公开", "report/none")  # fmt: skip


@pytest.fixture
def phone(chromium: webdriver.Chrome) -> Iterator[webdriver.Chrome]:
    size = {"width": 375, "height": 812, "deviceScaleFactor": 2, "mobile": True}
    chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    yield chromium
    chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    chromium.get_log("browser")


def width(browser: webdriver.Chrome, url: str) -> int:
    """The width of a page in CSS pixels, with its style: `get` may return before the stylesheet has arrived."""
    browser.get(url)
    WebDriverWait(browser, 10).until(lambda it: it.execute_script("return document.readyState") == "complete")
    root, body = "document.documentElement.scrollWidth", "document.body.scrollWidth"
    return int(browser.execute_script(f"return Math.max({root}, {body})"))


@pytest.mark.parametrize("path", PHONE)
def test_pages_fit_a_phone(phone: webdriver.Chrome, root: str, path: str) -> None:
    assert width(phone, root + path) <= 375


def test_every_agency_and_report_fits_a_phone(phone: webdriver.Chrome, root: str, demo_data: Path) -> None:
    agencies = [f"agency/{key}" for (key,) in rows(demo_data, "SELECT id FROM agencies")]
    reports = [f"report/{key}" for (key,) in rows(demo_data, "SELECT id FROM reports")]
    assert (len(agencies), len(reports)) == (17, 59)
    wide = {path: wider for path in agencies + reports if (wider := width(phone, root + path)) > 375}
    assert wide == {}
