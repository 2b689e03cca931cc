"""What figures of people and households are of, where they name no class themselves."""

from __future__ import annotations

PEOPLE = frozenset({"人", "人次", "名", "位"})
_HEADS = PEOPLE | {"户", "户次", "家庭"}
#: Those who attend them are people reached.
EVENTS = frozenset({"meetings", "trainings", "activities", "press_conferences"})
_NOT_OF_PEOPLE = frozenset(
    {"disclosures", "posts", "interpretations", "policy_documents", "normative_documents", "briefings", "tenders"}
    | {"applications_received", "applications_answered", "reconsiderations", "litigations"}
)


def turns_to_people(metric: str, unit: str | None, before: str | None) -> bool:
    """公开补贴信息18条，涉及5260户: whether a figure in `unit` is not of the `metric` of that in `before`."""
    return metric in _NOT_OF_PEOPLE and unit in _HEADS and before not in _HEADS
