"""What is told behind a figure that begins its clause: 其中4件|予以公开, 20条|为政策信息, 3件|来自法人."""

from __future__ import annotations

import re

from parsers.narrative.clauses import Phrase
from parsers.narrative.language import language
from parsers.narrative.vocabulary import vocabulary

#: 20条为政策信息: what they are follows.
_IS = re.compile("(?:[都均]?(?:为|是|系|属于?)|来自于?|源自|涉及到?)(?![了于不])")
#: 4件予以公开, 4件已按期答复: what became of them follows.
_BECAME = re.compile("(?:[已均都]|全部|分别|得到|依法)+")
_BEGINS = frozenset("都均为是系属来源涉已全分得依予及按当延尚未结")
_ENDS = frozenset(",;。、:)!?\n")
_OF_APPLICATIONS = ("applications_received", "applications_carried", "applications_answered")


def is_about(phrase: Phrase) -> bool:
    """Whether a predicate tells what those counted are, and not what became of them."""
    return _IS.match(phrase.tail) is not None


def predicate(phrase: Phrase, metric: str | None) -> str:
    """The words behind a figure of what was counted as `metric` before, or nothing where they say no more of it."""
    tail = phrase.tail
    if tail[:1] not in _BEGINS or phrase.after[len(tail) : len(tail) + 1] not in _ENDS:
        return ""
    if told := _IS.match(tail):
        return tail[told.end() :]
    became = _BECAME.match(tail)
    words = tail[became.end() :] if became else tail
    if metric is None:
        return words if became and language().bare.fullmatch(words) else ""
    following = vocabulary().after(metric, words)
    if following is None and metric in _OF_APPLICATIONS:
        following = vocabulary().after(_OF_APPLICATIONS[0], words)
    if following is None and metric in _OF_APPLICATIONS:
        hit = vocabulary().metrics.best(words, phrase.figure.unit)
        following = hit.term if hit else None
    return words if following and (following.code != metric or metric in _OF_APPLICATIONS) else ""
