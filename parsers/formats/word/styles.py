"""What the properties of a run of text in a Word document say of it: not printed, struck out, raised."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy

from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn

from parsers.formats.html.dom import Element

_STRIKING = ("vanish", "strike", "dstrike")
_RAISING = ("vertAlign", "position")
_LOOKS = ("sz", "color")
#: Half points in which a document is set that says nothing, and a size that is set apart from another.
_USUAL_SIZE, _MUCH_SMALLER = 21, 0.75
_OFF = ("0", "false", "off")
#: A style may rest on another one, and that on a third.
_MOST_STYLES = 10


def is_hidden(run: Element) -> bool:
    """Whether a run is not printed, or struck out."""
    marks = (run.find(f"w:rPr/w:{name}", nsmap) for name in _STRIKING)
    return any(mark is not None and mark.get(qn("w:val"), "true") not in _OFF for mark in marks)


def is_note(run: Element, text_of: Callable[[Element], str]) -> bool:
    """Whether a run is a raised number, which leads to a note; `text_of` gives its text."""
    aligned, raised = (run.find(f"w:rPr/w:{name}", nsmap) for name in _RAISING)
    above = aligned is not None and aligned.get(qn("w:val")) == "superscript"
    lifted = raised is not None and raised.get(qn("w:val"), "0").isdecimal() and raised.get(qn("w:val")) != "0"
    return (above or lifted) and text_of(run).strip().isdecimal()


def differ(run: Element, after: Element) -> bool:
    """Whether two runs are not printed as one figure: one off the line, much smaller, or in the colour of the paper."""
    one, other = (_looks(each) for each in (run, after))
    small, large = sorted((one[0], other[0]))
    return one[1:] != other[1:] or small <= _MUCH_SMALLER * large


def _looks(run: Element) -> tuple[float, str, str, bool]:
    """The size of a run, how far it is off the line, and whether it is white."""
    size, color, aligned, raised = (_value(run, name) for name in ("sz", "color", *_RAISING))
    points = float(size) if size.isdecimal() else _USUAL_SIZE
    return points, aligned.removeprefix("baseline"), raised.removeprefix("0"), color.upper() == "FFFFFF"


def _value(run: Element, name: str) -> str:
    mark = run.find(f"w:rPr/w:{name}", nsmap)
    return "" if mark is None else mark.get(qn("w:val"), "")


def write_out_styles(body: Element, styles: Element) -> None:
    """Give each run in `body` what its style, or its paragraph's, says of how it is printed and whether it is shown."""
    known = {style.get(qn("w:styleId"), ""): style for style in styles.iter(qn("w:style"))}
    for reference in list(body.iter(qn("w:rStyle"))):
        properties = reference.getparent()
        if properties is not None:
            for name, mark in _marks(reference.get(qn("w:val"), ""), known).items():
                if properties.find(f"w:{name}", nsmap) is None:
                    properties.append(deepcopy(mark))
    if next(styles.iter(*(qn(f"w:{name}") for name in _STRIKING)), None) is not None:
        _write_out_paragraphs(body, known)


def _write_out_paragraphs(body: Element, known: Mapping[str, Element]) -> None:
    """Give each run what the style of its paragraph says of striking and hiding, unless its own properties do."""
    for reference in list(body.iter(qn("w:pStyle"))):
        paragraph = next(reference.iterancestors(qn("w:p")), body)
        said = _marks(reference.get(qn("w:val"), ""), known).items()
        for run in paragraph.iterchildren(qn("w:r")) if said else ():
            properties = run.find("w:rPr", nsmap)
            if properties is None:
                run.insert(0, properties := OxmlElement("w:rPr"))
            for name, mark in said:
                if name in _STRIKING and properties.find(f"w:{name}", nsmap) is None:
                    properties.append(deepcopy(mark))


def _marks(style: str, known: Mapping[str, Element]) -> dict[str, Element]:
    """What a style says, and those on which it rests where it says nothing."""
    found: dict[str, Element] = {}
    for _ in range(_MOST_STYLES):
        element = known.get(style)
        if element is None:
            break
        for name in (*_STRIKING, *_RAISING, *_LOOKS):
            mark = element.find(f"w:rPr/w:{name}", nsmap)
            if mark is not None:
                found.setdefault(name, mark)
        base = element.find("w:basedOn", nsmap)
        style = "" if base is None else base.get(qn("w:val"), "")
    return found
