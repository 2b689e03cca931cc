"""The annotated sentences stay above their floors."""

from pathlib import Path

import pytest

from tests.eval.narrative import files, measure, read
from tests.eval.narrative.scores import below


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_above_the_floors(path: Path) -> None:
    score = measure(read(path))
    assert below(score) == [], score.errors


def test_enough_is_annotated() -> None:
    sentences = [sentence for path in files() for sentence in read(path)]
    assert sum(len(sentence.counts) for sentence in sentences) >= 300
    assert sum(len(sentence.not_counts) for sentence in sentences) >= 100


def test_annotations_are_printed_in_their_sentence() -> None:
    sentences = [sentence for path in files() for sentence in read(path)]
    assert [s.text for s in sentences if not all(figure in s.text for figure in s.not_counts)] == []
