"""A figure with what it counts."""

from __future__ import annotations

from typing import NamedTuple

from parsers.narrative.classes import RELATIVE_UNITS
from parsers.narrative.clauses import Phrase
from parsers.narrative.limits import NO_LIMIT, Limit
from parsers.record import Scope

#: A kind of the total or of what the list is headed with: 部门文件类.
CATEGORY = ("类", "信息", "方面")
#: What is left of a total.
REST = ("其他", "其它", "其余")


class Named(NamedTuple):
    """A figure with its subject and class.

    `host` is what reads or followers named next belong to (“桐山发布”微信公众号); `weight` is how many
    characters of the vocabulary spoke for the metric, 0 where it was taken over.
    """

    phrase: Phrase
    subject: str
    metric: str | None = None
    channel: str | None = None
    host: str = ""
    weight: int = 0
    scope: Scope = "year"
    limit: Limit = NO_LIMIT

    @property
    def is_relative(self) -> bool:
        """Whether the figure is a share or a difference, of which nothing is a part."""
        return self.phrase.figure.unit in RELATIVE_UNITS or self.scope == "change"
