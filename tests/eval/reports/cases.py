"""The cases of the evaluation: invented reports in every form, layout and format, and the real ones where they are."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

import yaml

import fixtures
from fixtures.figures import history
from fixtures.model import Figures, Layout, Report
from fixtures.pdf import report_pdf
from fixtures.render import NO_SITE, printed_figures, render_report
from fixtures.word import report_docx
from tests.eval.reports import indicators
from tests.eval.reports.scores import Case, Key
from tests.reports import report
from tests.shared import documents
from tests.text_shapes import LOSSY, PADDED, SHAPES, text

LAYOUTS: dict[str, Layout] = {
    name: Layout.of(options)
    for name, options in yaml.safe_load(
        Path(fixtures.__file__).with_name("data").joinpath("layouts.yaml").read_text("utf-8")
    ).items()
}
_YEARS = {"2019": (2019, 2020), "2021": (2021, 2022, 2023, 2024)}
_AGENCIES = ("清水县水务局", "白河区长河镇人民政府", "灵溪市公安局", "青禾县人民政府办公室", "云岭县档案馆")
_SCALES = (0, 3, 40, 2000)


def cases(seeds: int) -> Iterator[Case]:
    """All cases; `seeds` reports for each form, layout and format (a third of it for PDF, which is slow)."""
    return chain(_html(seeds), _texts(seeds), _files("pdf", report_pdf, seeds // 3 + 1),
                 _files("docx", report_docx, seeds // 3 + 1), indicators.cases(seeds), _real())  # fmt: skip


def made(form: str, seed: str) -> Report:
    """A report with figures from a seed, some of whose zeros are printed as blanks or dashes."""
    rng = Random(seed)
    year = rng.choice(_YEARS[form])
    figures = history(seed, {year: form}, rng.choice(_SCALES))[year]
    zero = rng.choice([0, 0, None, "/", "—"])
    figures = {table: {key: value or zero for key, value in cells.items()} for table, cells in figures.items()}
    return report(year, figures, rng.choice(_AGENCIES))


def filled(figures: Figures) -> dict[Key, float]:
    """The cells in which a number is printed."""
    return {
        (table, *_codes(key)): float(value)
        for table, cells in figures.items()
        for key, value in cells.items()
        if isinstance(value, (int, float))
    }


def _codes(key: str) -> tuple[str, str]:
    row, _, column = key.partition(".")
    return row, column


def _case(form: str, layout: str, kind: str, number: int, print_: Callable[[Report], bytes],
          shown: Callable[[Report], Figures] = lambda r: r.figures) -> Case:  # fmt: skip
    name = f"{form} {layout} {kind} {number}"
    one = made(form, name)
    lossy = layout.startswith(LOSSY)
    return Case(form, layout, kind, name, print_(one), one.agency, one.year, filled(shown(one)), lossy=lossy)


def _html(seeds: int) -> Iterator[Case]:
    for form in _YEARS:
        for name, layout in LAYOUTS.items():
            for number in range(seeds):
                yield _case(
                    form,
                    name,
                    "html",
                    number,
                    lambda r, o=layout: _page(r, o),
                    lambda r, o=layout: printed_figures(r, o),
                )


def _page(one: Report, layout: Layout) -> bytes:
    return render_report(one, layout, site=NO_SITE | {"invented": ""}).encode(layout.charset, "xmlcharrefreplace")


def _texts(seeds: int) -> Iterator[Case]:
    for form in _YEARS:
        for shape in SHAPES:
            for number in range(seeds):
                yield _case(form, shape, "text", number, lambda r, s=shape: text(r, s))
                yield _case(
                    form,
                    f"{shape}, merged cells repeated",
                    "text",
                    number,
                    lambda r, s=shape: text(r, s, expanded=True),
                )
                if shape in PADDED:
                    padded = f"{shape}, merged cells as empty ones"
                    yield _case(form, padded, "text", number, lambda r, s=shape: text(r, s, empty=True))


def _files(kind: str, print_: Callable[[Report], bytes], seeds: int) -> Iterator[Case]:
    for form in _YEARS:
        for number in range(seeds):
            yield _case(form, "ruled tables", kind, number, print_)


def _real() -> Iterator[Case]:
    for path, truth in documents():
        said: Mapping[str, Any] = json.loads(truth.read_text("utf-8"))
        by_label = said["form"] == "2014"
        cells = {
            (cell["table"], "".join(cell["label" if by_label else "row"].split()), cell["column"]): float(cell["value"])
            for cell in said["cells"]
            if cell["state"] == "number"
        }
        yield Case(said["form"], "real pages", path.suffix[1:], path.stem, path.read_bytes(), said["agency"],
                   said["year"], cells, by_label)  # fmt: skip
