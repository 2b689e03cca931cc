"""What an answer is worth: walls and empty answers are found, and pages that only speak of such things are pages."""

from __future__ import annotations

import pytest

from scraper.verdict import Verdict, judge
from tests.scraper.sites import exchange, raw

ASKED = "http://www.lw.gov.cn/zwgk/nb/index_3.html"
FOLDER = "http://www.lw.gov.cn/zwgk/nb/"
LOOK = "; a person has to look"
MENU = "<a href='/'>首页</a><a href='/zwgk/'>政务公开</a>"


def verdict(body: str | bytes, *headers: str, status: str = "200 OK", url: str = ASKED, asked: str = "") -> Verdict:
    sent = raw(body.encode() if isinstance(body, str) else body, *headers, status=status)
    return judge(asked or url, exchange(url, sent))


def page(text: str, title: str = "灵武市人民政府", filler: int = 0) -> str:
    return f"<html><head><title>{title}</title></head><body>{MENU}<p>{text}</p>{'<p>公开</p>' * filler}</body></html>"


JSL = (
    "<script>document.cookie='__jsl_clearance_s=1732.1|-1|x%2Fy;max-age=3600';location.href=location.pathname</script>"
)
JSL_GO = '<script>;go({"bts":["1732","D"],"chars":"abc","ct":"9f","ha":"sha1","tn":"__jsl_clearance_s"})</script>'
C3VK = "<html><head></head><body><script>document.cookie='C3VK=ab12; path=/; max-age=300';location.reload()</script></body></html>"
EDGE = "<html><script>var s='EO_Bot_Ssid';document.cookie=s+'=1';document.cookie='__tst_status=2'</script></html>"
RUISHU = "<html><head><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script></head><body></body></html>"
ALIYUN = "<html><script>var arg1='3F';setCookie('acw_sc__v2',x)</script></html>"

BLOCKED = [
    (JSL, (), "521 Unknown", "answers 521"),
    (JSL_GO, ("Set-Cookie: __jsluid_s=1",), "521 Unknown", "answers 521"),
    (JSL, (), "200 OK", "answers with a challenge (__jsl_clearance)"),
    (JSL_GO, (), "200 OK", "answers with a challenge (__jsl_clearance)"),
    (C3VK, (), "200 OK", "answers with a challenge (C3VK)"),
    ("<html><script>location.reload()</script></html>", ("Set-Cookie: C3VK=1; Max-Age=300",), "200 OK", "answers with a challenge (C3VK)"),
    (EDGE, (), "200 OK", "answers with a challenge (EO_Bot_Ssid)"),
    (RUISHU, (), "412 Precondition Failed", "answers 412"),
    (RUISHU, (), "202 Accepted", "answers 202 with a page of script"),
    (ALIYUN, (), "200 OK", "answers with a challenge (acw_sc__v2)"),
    ("", (), "403 Forbidden", "answers 403"),
    ("", (), "405 Not Allowed", "answers 405"),
    ("", (), "468 Unknown", "answers 468"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "headers", "status", "wall"), BLOCKED)
def test_walls(body: str, headers: tuple[str, ...], status: str, wall: str) -> None:
    assert verdict(body, *headers, status=status) == Verdict("blocked", wall + LOOK)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("304 Not Modified", Verdict("not_modified")),
        ("404 Not Found", Verdict("missing", "answers 404")),
        ("410 Gone", Verdict("missing", "answers 410")),
        ("500 Oops", Verdict("failed", "answers 500")),
        ("204 No Content", Verdict("failed", "answers 204")),
        ("206 Partial Content", Verdict("failed", "answers 206")),
        ("400 Bad Request", Verdict("failed", "answers 400")),
    ],
)
def test_other_statuses(status: str, expected: Verdict) -> None:
    assert verdict(page("公开"), status=status) == expected


def test_the_front_page_in_place_of_another() -> None:
    home = "http://www.lw.gov.cn/"
    assert verdict(page("公开"), url=home, asked=ASKED) == Verdict("missing", "leads to the front page instead")
    assert verdict(page("公开"), url=f"{home}index.html", asked=ASKED).outcome == "missing"
    assert verdict(page("公开"), url=home) == Verdict("ok")


def refresh(target: str) -> str:
    return f'<html><head><meta http-equiv="refresh" content="0; url={target}"></head><body></body></html>'


@pytest.mark.parametrize(
    "target", ["./", "./index.html", "index.shtml", FOLDER, "/", "http://www.lw.gov.cn/index.html"]
)
def test_a_page_past_the_end_sends_back(target: str) -> None:
    assert verdict(refresh(target)) == Verdict("missing", "sends back to the first page")


@pytest.mark.parametrize(
    ("url", "target"),
    [
        (FOLDER, "../zfxxgknb/"),
        (FOLDER, "./index.shtml"),
        (f"{FOLDER}index.html", "index.jhtml"),
        (FOLDER, "./2024/"),
        (ASKED, "http://[::1"),
        (ASKED, "http://a:x/"),
    ],
)
def test_a_column_that_sends_on_is_a_page(url: str, target: str) -> None:
    assert verdict(refresh(target), url=url) == Verdict("ok")


def test_a_front_page_that_sends_on_is_a_page() -> None:
    assert verdict(refresh("/index.shtml"), url="http://www.lw.gov.cn/") == Verdict("ok")


@pytest.mark.parametrize("body", ["", "   \r\n", "404", "err", "not found", "<html></html>"])
def test_stubs(body: str) -> None:
    assert verdict(body) == Verdict("missing", f"answers with {len(body.encode())} bytes")


GONE = [
    page("", "404"),
    page("", "404错误页面"),
    page("", "HTTP 404 - 灵武市人民政府"),
    page("", "404 Not Found"),
    page("", "灵武市人民政府-404"),
    page("", "页面不存在", filler=900),
    page("", "错误提示：您访问的页面不存在", filler=900),
    page("您访问的页面不存在或已被删除！"),
    page("对不起，该网页找不到"),
    page("抱歉，您要访问的文章已被删除"),
    page("404 页面"),
    page("Page Not Found"),
]


@pytest.mark.parametrize("body", GONE)
def test_pages_that_say_there_is_none(body: str) -> None:
    assert verdict(body) == Verdict("missing", "says that there is no such page")


REAL = [
    page("全年不予公开0件，无法提供3件，其中本机关不掌握相关政府信息2件，信息不存在1件。"),
    page("详见附件。", "灵武市2024年政府信息公开工作年度报告"),
    page("全年主动公开404条。"),
    page("404条信息已公开。"),
    page("一、总体情况。", "关于印发灵政发〔2023〕404号文件的通知"),
    page("样式如下。", "政府信息不存在告知书（样式）"),
    page("经检索，您申请公开的文件不存在，依据条例第三十六条答复。", "灵武市民政局答复书"),
    page("修复“页面不存在”错误链接12处，网页找不到问题已整改。", "灵武市2024年政府信息公开工作年度报告"),
    page("网站改版，旧栏目已删除。", "2024年政府信息公开年报", filler=200),
    page("封禁携带C3VK、__jsl_clearance的异常请求，识别acw_sc__v2。", "灵武市网信办2024年政府信息公开工作年度报告"),
    page("<script>if(/EO_Bot_Ssid/.test(document.cookie)){}</script>一、总体情况。" * 9),
    '{"classify":{"post_count":0},"articles":[]}',
    "%PDF-1.4\n1 0 obj\n<</Title (404)>>\nendobj\n" + "页面不存在",
]


@pytest.mark.parametrize("body", REAL)
def test_real_pages_stay_pages(body: str) -> None:
    assert verdict(body) == Verdict("ok")


def test_a_real_page_may_come_with_such_a_cookie() -> None:
    assert verdict(page("一、总体情况"), "Set-Cookie: __jsl_clearance_s=1") == Verdict("ok")
    assert verdict("%PDF-1.4 " + "x" * 99, "Set-Cookie: C3VK=1") == Verdict("ok")


def test_words_are_found_in_any_charset() -> None:
    assert verdict(page("您访问的页面不存在").encode("gb18030")).outcome == "missing"


def test_an_accepted_answer_without_script_is_a_failure() -> None:
    assert verdict("<p>queued for later</p>", status="202 Accepted") == Verdict("failed", "answers 202")
