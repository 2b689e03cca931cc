"""Every rule for what is no count, by its own examples."""

import pytest

from parsers.narrative import excluded, extract
from parsers.narrative.clauses import Phrase, phrases
from parsers.narrative.exclusions import EXCLUSIONS, Exclusion
from parsers.narrative.figures import Figure, find_figures, mask
from parsers.narrative.prose import Prose
from parsers.record import Section
from tests.eval.narrative import files, read

EXAMPLES = [(rule.name, text) for rule in EXCLUSIONS for text in rule.examples]
KEPT = [(rule.name, text) for rule in EXCLUSIONS for text in rule.keeps]


@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_example_holds_no_count(name: str, text: str) -> None:
    assert extract([Section(1, "一、总体情况", text)]) == (), name


@pytest.mark.parametrize(("name", "text"), KEPT)
def test_look_alike_is_kept(name: str, text: str) -> None:
    assert len(extract([Section(1, "一、总体情况", text)])) == 1, name


@pytest.mark.parametrize("rule", EXCLUSIONS, ids=lambda rule: rule.name)
def test_every_rule_is_needed(rule: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the rule one of its examples would be counted."""
    rest = tuple(other for other in EXCLUSIONS if other is not rule)
    monkeypatch.setattr(excluded, "EXCLUSIONS", rest)
    monkeypatch.setattr(excluded, "_asked", excluded._asked.__wrapped__)
    texts = [text for name, text in EXAMPLES if name == rule.name]  # type: ignore[attr-defined]
    assert any(extract([Section(1, "一、总体情况", text)]) for text in texts)


def _first(phrase: Phrase) -> Exclusion | None:
    return next((rule for rule in EXCLUSIONS if rule.applies(phrase)), None)


def test_no_rule_applies_without_its_signs() -> None:
    """What is not asked of a figure would not have applied to it."""
    texts = [text for _, text in (*EXAMPLES, *KEPT)] + [one.text for path in files() for one in read(path)]
    found: list[Phrase] = []
    for text in (Prose(text).text for text in texts):
        masked = mask(text)
        figures = [figure for figure in find_figures(masked) if isinstance(figure, Figure) and figure.unit]
        found.extend(phrases(text, masked, figures))
    assert [excluded.exclusion(phrase) for phrase in found] == list(map(_first, found))
