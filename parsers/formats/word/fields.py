"""What the fields of a form in a Word document show: the entry chosen in a list, the text given in advance."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn

from parsers.formats.html.dom import Element

_CHAR, _TEXT, _PARAGRAPH, _LIST, _INPUT = map(qn, ("w:fldChar", "w:t", "w:p", "w:ddList", "w:textInput"))
_VALUE, _KIND = qn("w:val"), qn("w:fldCharType")
#: What a text field holds in advance is shown as it stands but for these kinds, whose text is made by a rule.
_MADE = ("calculated", "currentDate", "currentTime")


def write_out_fields(body: Element) -> None:
    """Print in the run that begins a field of a form what Word shows for it, where the document does not print it.

    Of a list whose chosen entry is another than the text in its place it is not known what is shown: a symbol says so.
    """
    for kind in reversed(list(body.iter(_LIST, _INPUT))):  # the inner ones of several within each other first
        begin = next(kind.iterancestors(_CHAR), None)
        printed = _printed(begin) if begin is not None else None
        if begin is None or printed is None:
            continue
        shown = _chosen(kind) if kind.tag == _LIST else _given(kind)
        if kind.tag == _LIST and printed.strip() not in ("", shown.strip()):
            begin.addnext(OxmlElement("w:sym"))
        elif shown and not (printed.strip() if kind.tag == _LIST else printed):
            text = OxmlElement("w:t")
            text.text = shown
            begin.addnext(text)


def _chosen(entries: Element) -> str:
    """The entry of a list that was chosen, else the one chosen in advance, else the first."""
    places = (entries.find(f"w:{name}", nsmap) for name in ("result", "default"))
    place = next((mark.get(_VALUE, "0") for mark in places if mark is not None), "0")
    words = [entry.get(_VALUE, "") for entry in entries.iterfind("w:listEntry", nsmap)]
    return words[int(place)] if place.isdecimal() and int(place) < len(words) else ""


def _given(field: Element) -> str:
    """The text that an empty field shows."""
    kind, text = (field.find(f"w:{name}", nsmap) for name in ("type", "default"))
    made = kind is not None and kind.get(_VALUE) in _MADE
    return "" if made or text is None else text.get(_VALUE, "")


def _printed(begin: Element) -> str | None:
    """The text of a field that begins with a mark, blanks included; None where it does not end in its paragraph."""
    paragraph = next(begin.iterancestors(_PARAGRAPH), None)
    marks = list(paragraph.iter(_CHAR, _TEXT)) if paragraph is not None else []
    text, depth, parted = "", 0, False
    for element in marks[marks.index(begin) + 1 :] if begin in marks else ():
        kind = element.get(_KIND)
        if element.tag == _TEXT:
            text += (element.text or "") if parted else ""
        elif kind == "end" and not depth:
            return text
        else:
            parted = parted or (kind == "separate" and not depth)
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
    return None
