"""Print the scores of the parsers; exit 1 where one is below its floor.

`--errors` says what was read wrongly, `--raise` raises the floors to what was reached.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from parsers.report import parse
from tests.eval import floors
from tests.eval.narrative import Score as NarrativeScore
from tests.eval.narrative.scores import sets
from tests.eval.reports.cases import cases
from tests.eval.reports.scores import Score

#: Reports for each form, layout and format. The floors are those of this number.
SEEDS = 6
#: The sums over all cases, and over those that print every figure, have no floors: new cases change them.
_ALL = "all"
_WHOLE = "all that print every figure"
#: What the second of them is to reach.
_TARGET = {"precision": 1.0, "recall": 0.995}
_CONSOLE = Console(width=150)


def main() -> int:
    """Measure, print, compare."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--errors", action="store_true", help="say what was read wrongly")
    arguments.add_argument("--raise", action="store_true", dest="higher", help="raise the floors to what was reached")
    chosen = arguments.parse_args()
    reports, prose = score_reports(SEEDS), sets()
    _print_reports(reports)
    _print_prose(prose)
    if chosen.errors:
        for error in (error for score in (reports[_ALL], *prose.values()) for error in score.errors):
            _CONSOLE.print(error, markup=False, highlight=False)
    groups = {name: score for name, score in reports.items() if name not in (_ALL, _WHOLE)}
    measured = {name: score.measures for name, score in (*groups.items(), *prose.items())}
    if chosen.higher:
        floors.save(floors.raised(floors.load(), measured))
    known = floors.load()
    lacking = list(floors.below(_WHOLE, reports[_WHOLE].measures, {_WHOLE: _TARGET}))
    lacking += [line for name, measures in measured.items() for line in floors.below(name, measures, known)]
    wrong = [f"{name}: wrong agency or year" for name, s in groups.items() if s.wrong_agency or s.wrong_year]
    for line in lacking + wrong:
        _CONSOLE.print(line, style="red", markup=False, highlight=False)
    return int(bool(lacking or wrong))


def score_reports(seeds: int) -> dict[str, Score]:
    """`form format layout` → score, with the sums over all."""
    scores: dict[str, Score] = defaultdict(Score)
    for case in cases(seeds):
        report = parse(case.data, name=case.name)
        for group in (f"{case.form} {case.format} {case.layout}", _ALL, *([] if case.lossy else [_WHOLE])):
            scores[group].add(case, report)
    return dict(scores)


def _print_reports(scores: Mapping[str, Score]) -> None:
    heads = ("form, format, layout", "reports", "cells", "precision", "recall", "not 0: cells", "precision", "recall",
             "tables withheld", "wrong agency", "wrong year")  # fmt: skip
    table = Table(*heads, title="Tables and identity")
    for name, s in sorted(scores.items()):
        m = s.measures
        table.add_row(name, f"{s.cases}", f"{s.printed}", f"{m['precision']:.4f}", f"{m['recall']:.4f}",
                      f"{s.printed_nonzero}", f"{m['precision_nonzero']:.4f}", f"{m['recall_nonzero']:.4f}",
                      f"{s.withheld}", f"{s.wrong_agency}", f"{s.wrong_year}")  # fmt: skip
    _CONSOLE.print(table)


def _print_prose(scores: Mapping[str, NarrativeScore]) -> None:
    first = next(iter(scores.values()))
    table = Table("sentences", "counts", "figures that are none", *first.measures, title="Narrative counts")
    for name, score in scores.items():
        measures = [f"{value:.4f}" for value in score.measures.values()]
        table.add_row(name, f"{score.gold}", f"{score.not_counts}", *measures)
    _CONSOLE.print(table)


sys.exit(main())
