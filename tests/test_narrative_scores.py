"""The annotated sentences stay above their floors."""

import pytest

from tests.eval import floors
from tests.eval.narrative import Score, files, read
from tests.eval.narrative.scores import sets


@pytest.mark.parametrize(("name", "score"), sets().items())
def test_above_the_floors(name: str, score: Score) -> None:
    assert list(floors.below(name, score.measures, floors.load())) == [], score.errors


def test_enough_is_annotated() -> None:
    sentences = [sentence for path in files() for sentence in read(path)]
    assert sum(len(sentence.counts) for sentence in sentences) >= 300
    assert sum(len(sentence.not_counts) for sentence in sentences) >= 100


def test_annotations_are_printed_in_their_sentence() -> None:
    sentences = [sentence for path in files() for sentence in read(path)]
    assert [s.text for s in sentences if not all(figure in s.text for figure in s.not_counts)] == []
