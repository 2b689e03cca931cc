"""The sets of annotated sentences and their scores."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from tests.eval.narrative import Score, files, measure, read

#: Sentences that were written after the rules.
_HELD_OUT = "held_out"


def sets() -> dict[str, Score]:
    """The scores of the sentences written with the rules together, and of each file of those held out."""
    paths = files()
    written = [path for path in paths if not path.stem.startswith(_HELD_OUT)]
    held_out = [path for path in paths if path.stem.startswith(_HELD_OUT)]
    return {"narrative written with the rules": _score(written)} | {
        f"narrative {path.stem}": _score([path]) for path in held_out
    }


def _score(paths: Iterable[Path]) -> Score:
    return measure(chain.from_iterable(map(read, paths)))
