"""Chinese pages in whatever encoding they come, whatever they claim."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.formats.detect import detect
from parsers.formats.encoding import decode

TEXT = "<p>灵武市民政局二〇二四年政府信息公开年度报告，镕堃珺玥</p>"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize(
    "meta", ["", '<meta charset="utf-8">', '<meta charset="gb2312">', '<meta charset="iso-8859-1">']
)
@pytest.mark.parametrize("header", [None, "utf-8", "GBK", "iso-8859-1", "no-such-charset"])
def test_declarations_may_lie(encoding: str, meta: str, header: str | None) -> None:
    assert decode((meta + TEXT).encode(encoding), header) == meta + TEXT


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")])
def test_a_byte_order_mark_wins(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding), "gbk") == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("meta", ['<meta charset="utf-8">', '<meta charset="utf-16">'])
def test_a_page_of_two_bytes_each_without_a_mark(encoding: str, meta: str) -> None:
    page = f"<!DOCTYPE html><html><head>{meta}<title></title></head><body>{TEXT}</body></html>"
    assert decode(page.encode(encoding), "gbk") == page


LINES = "\n".join(("灵武市民政局2024年政府信息公开工作年度报告", "一、总体情况", "全年主动公开信息12条。")) + "\n"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("text", [LINES, f"<html><body>{TEXT}</body></html>"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_text_of_two_or_four_bytes_each(encoding: str, text: str, mark: str) -> None:
    data = (mark + text).encode(encoding)
    assert decode(data, "gbk") == text
    assert detect(data) == ("html" if "<" in text else "text")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_stray_zero_makes_no_text_of_two_bytes_each(encoding: str) -> None:
    text = LINES.replace("12", "1\x002")
    assert decode(text.encode(encoding)) == text


def test_big5_is_believed_where_it_is_declared() -> None:
    assert decode('<meta charset="big5">資訊公開'.encode("big5")) == '<meta charset="big5">資訊公開'


@given(st.binary(max_size=200))
def test_any_bytes_give_text(data: bytes) -> None:
    assert isinstance(decode(data), str)
