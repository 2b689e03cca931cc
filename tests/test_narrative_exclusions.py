"""Every rule for what is no count, by its own examples."""

import pytest

from parsers.narrative import excluded, extract
from parsers.narrative.exclusions import EXCLUSIONS
from parsers.record import Section

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
