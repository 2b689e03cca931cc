"""Documents made to exhaust their reader, by name."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

_TITLE = "清水县水务局2023年政府信息公开工作年度报告"


def html(body: str, *repeated: tuple[str, int]) -> bytes:
    """A page with the title of a report, `body`, and each part as often as is said."""
    head = f"<html><head><title>{_TITLE}</title></head><body><h1>{_TITLE}</h1><p>一、总体情况</p>"
    return (head + body + "".join(part * times for part, times in repeated)).encode()


def text(part: str, times: int) -> bytes:
    return f"{_TITLE}\n一、总体情况\n{part * times}".encode()


def docx(member: str, chunk: bytes, times: int, around: tuple[bytes, bytes] = (b"", b"")) -> bytes:
    """A Word document of one part that repeats a chunk."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        package.writestr("[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>')  # fmt: skip
        package.writestr("_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>')  # fmt: skip
        with package.open(member, "w", force_zip64=True) as stream:
            stream.write(around[0])
            for _ in range(times):
                stream.write(chunk)
            stream.write(around[1])
        if member != "word/document.xml":
            package.writestr("word/document.xml", "".join(part.decode() for part in _WORD))
    return file.getvalue()


_WORD = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>',
    b"</w:body></w:document>",
)


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1, the first of them its catalogue."""
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return bytes(written) + b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, len(written),
    )  # fmt: skip


_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(data: bytes, attributes: bytes = b"/Filter/FlateDecode") -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (attributes, len(data), data)


def page(content: bytes, *more: bytes) -> bytes:
    """A PDF of one page. `more` are objects from number 6 on, the first of them a form called X."""
    forms = b"/XObject<</X 6 0 R/Y 7 0 R>>" if more else b""
    return pdf(
        _CATALOG,
        b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
        _FONT,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>%b>>/Contents 5 0 R>>" % forms,
        content,
        *more,
    )


def deflated(chunk: bytes, times: int) -> bytes:
    """`chunk` over and over, deflated without ever being held whole."""
    deflater = zlib.compressobj(9)
    return b"".join([*(deflater.compress(chunk) for _ in range(times)), deflater.flush()])


def form(*draws: int) -> bytes:
    """A form that draws others, by object number."""
    names = b"".join(b"/F%d %d 0 R" % (number, number) for number in draws)
    content = b" ".join(b"/F%d Do" % number for number in draws) * 10
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<%b>>>>" % names)


MAKERS: dict[str, Callable[[], bytes]] = {
    "page of 50 MB": lambda: html("", ("<p>全年公开信息1条。</p>", 1_700_000)),
    "page of 50 MB of picture": lambda: html("", ("<img src='data:image/png;base64,", 1), ("A", 50_000_000), ("'>", 1)),
    "a million nested tags": lambda: html("", ("<div>", 1_000_000)),
    "a million nested inline tags": lambda: html("", ("<b><i>", 500_000)),
    "nested tables": lambda: html("", ("<table><tr><td>", 300_000)),
    "huge spans": lambda: html("<table><tr>", ("<td colspan=1000000000 rowspan=1000000000>1", 20_000)),
    "a million rows": lambda: html("<table>", ("<tr>", 1_000_000)),
    "rows of cells": lambda: html("<table>", ("<tr><td>1", 500_000)),
    "a row of many remarks": lambda: html(
        "<p>三、收到和处理政府信息公开申请情况</p><table><tr><td></td><td>自然人</td><td>商业企业</td><td>总计</td>",
        ("<td></td>", 18_000), ("<tr><td>重复申请</td><td>1</td><td>1</td><td>2</td>", 1), ("<td>无误</td>", 18_000),
    ),
    "many tables": lambda: html("", ("<table><tr><td>1</table>", 60_000)),
    "a million attributes": lambda: html("<p ", ("a=1 ", 1_000_000)),
    "many headings": lambda: html("", ("<p>总体情况</p>", 200_000)),
    "blanks after a word": lambda: html("", ("发布时间" + " " * 50, 20_000), ("日期", 1), (" ", 2_000_000)),
    "scripts between letters": lambda: html("<p>", ("<script></script>公", 200_000)),
    "struck figures between letters": lambda: html("<p>", ("<s>1</s>公", 200_000)),
    "hidden figures between letters": lambda: html("<p>", ("<b hidden>1</b>公", 200_000)),
    "angles": lambda: html("", ("<", 5_000_000)),
    "open comments": lambda: html("", ("<!--[", 1_000_000)),
    "a line of 50 MB": lambda: text("政府信息公开", 2_800_000),
    "a line of a million digits": lambda: text("1", 990_000),
    "a line of pipes": lambda: text("1|", 250_000),
    "a line of rules": lambda: text("-", 900_000) + b"|x",
    "a million lines": lambda: text("1\n", 490_000),
    "words between two pipes": lambda: text("总计 | 1\n" + "其他\n" * 6_000 + "总计 | 2 | 3\n", 3),
    "halves of words between two pipes": lambda: text("总计 | 商业\n" + "商业\n企业\n" * 9_000 + "企业 | 2 | 3\n", 1),
    "a drawn table of many rows": lambda: text("+--+--+\n|a |b |\n", 60_000),
    "drawn lines of a million characters": lambda: text("+-" * 400_000 + "+\n|" + "a|" * 400_000 + "\n", 9),
    "pipes alone": lambda: text("总计 |\n" + "|||\n" * 9_000 + "1 |\n", 2),
    "a million headings": lambda: text("二、主动公开\n", 120_000),
    "open brackets": lambda: text("《（“", 300_000),
    "escaped comments": lambda: text("<!--[", 190_000),
    "rows of a known label": lambda: text("重复申请 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n", 12_000),
    "rows of a known label without a last pipe": lambda: text("重复申请 | 1 | 2 | 3 | 4 | 5 | 6 | 7\n", 9_000),
    "zip bomb": lambda: docx("word/document.xml", b" " * 1_000_000, 150),
    "zip bomb in a picture": lambda: docx("word/media/image1.png", b" " * 1_000_000, 150),
    "Word with many rows": lambda: docx(
        "word/document.xml", b"<w:tr><w:tc/></w:tr>" * 10_000, 50, (_WORD[0] + b"<w:tbl>", b"</w:tbl>" + _WORD[1])
    ),
    "Word with nested controls": lambda: docx(
        "word/document.xml", b"<w:sdt><w:sdtContent>", 500_000, (_WORD[0], b"<w:p/>" + _WORD[1])
    ),
    "Word with nested entities": lambda: docx(
        "word/document.xml", b"", 0,
        (b"<!DOCTYPE d [<!ENTITY a0 'aaaaaaaaaa'>" + b"".join(
            b"<!ENTITY a%d '%b'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)) + b"]>" + _WORD[0] + b"<w:p><w:r><w:t>&a11;",
         b"</w:t></w:r></w:p>" + _WORD[1]),
    ),
    "PDF whose pages hold themselves": lambda: pdf(_CATALOG, b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"),
    "PDF of very many pages": lambda: pdf(
        _CATALOG, b"<</Type/Pages/Count 100000/Kids[" + b"3 0 R " * 100_000 + b"]>>", b"<</Type/Page/MediaBox[0 0 9 9]>>"
    ),
    "PDF of pages in pages": lambda: pdf(
        _CATALOG, *(b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % number for number in range(3, 30_000)), b"<</Type/Page>>"
    ),
    "PDF of many pages": lambda: pdf(
        _CATALOG, b"<</Type/Pages/Kids[" + b"".join(b"%d 0 R " % n for n in range(3, 20_000)) + b"]>>",
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * 20_000,
    ),
    "PDF with nested arrays": lambda: pdf(b"<</Type/Catalog/Pages " + b"[" * 100_000 + b"]" * 100_000 + b">>"),
    "PDF with references that go round": lambda: pdf(_CATALOG, b"3 0 R", b"2 0 R"),
    "PDF with a table of objects that goes round": lambda: (
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\nxref\n0 1\n0000000000 65535 f \n"
        b"trailer\n<</Size 1/Root 1 0 R/Prev 54>>\nstartxref\n54\n%%EOF\n"
    ),
    "PDF bomb": lambda: page(stream(deflated(b"\n" * 1_000_000, 150))),
    "PDF bomb in a bomb": lambda: page(
        stream(zlib.compress(deflated(b"\n" * 1_000_000, 150), 9), b"/Filter[/FlateDecode/FlateDecode]")
    ),
    "PDF bomb with a false checksum": lambda: page(stream(deflated(b"\n" * 1_000_000, 90)[:-2] + b"xx")),
    "PDF bombs, each small": lambda: page(
        b"[" + b" ".join(b"%d 0 R" % number for number in range(6, 60)) + b"]",
        *[stream(deflated(b"\n" * 1_000_000, 20))] * 54,
    ),
    "PDF bomb of run lengths": lambda: page(stream(b"\x81a" * 2_000_000, b"/Filter/RunLengthDecode")),
    "PDF with a million characters": lambda: page(stream(zlib.compress(b"BT /F1 9 Tf " + b"(1) Tj " * 100_000 + b"ET", 9))),
    "PDF with a string of a million characters": lambda: page(
        stream(zlib.compress(b"BT /F1 9 Tf (" + b"1" * 1_900_000 + b") Tj ET", 9))
    ),
    "PDF of boxes": lambda: page(
        stream(zlib.compress(b"".join(b"%d %d 9 9 re S " % (n % 590, n // 590 * 9) for n in range(42_000)), 9))
    ),
    "PDF of a fine grid": lambda: page(
        stream(zlib.compress(b"".join(b"%d 0 m %d 800 l S 0 %d m 590 %d l S " % (n, n, n, n) for n in range(0, 590, 7)), 9))
    ),
    "PDF of pictures over words": lambda: page(
        stream(zlib.compress(b"BT /F1 4 Tf 1 TL 0 840 Td " + b"(ab) Tj T* " * 9_000 + b"ET " + b"q 5 0 0 5 0 0 cm /X Do Q " * 9_000)),
        stream(b"0", b"/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"),
    ),
    "PDF of many pages thick with words": lambda: pdf(
        _CATALOG, b"<</Type/Pages/Kids[" + b"".join(b"%d 0 R " % n for n in range(5, 15)) + b"]>>", _FONT,
        stream(zlib.compress(b"BT /F1 4 Tf 8 TL 0 840 Td " + (b"(" + b"ab " * 29 + b") Tj T* ") * 100 + b"ET", 9)),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents 4 0 R>>"] * 10,
    ),
    "PDF of instructions on many pages": lambda: pdf(
        _CATALOG, b"<</Type/Pages/Kids[" + b"".join(b"%d 0 R " % n for n in range(4, 104)) + b"]>>",
        stream(zlib.compress(b"n " * 450_000, 9)),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 3 0 R>>"] * 100,
    ),
    "PDF form that draws itself": lambda: page(stream(b"/X Do", b""), form(6), form(6)),
    "PDF forms that draw forms": lambda: page(stream(b"/X Do /Y Do", b""), *(form(n + 1, n + 1) for n in range(6, 40)), form()),
}  # fmt: skip
