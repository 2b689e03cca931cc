"""The official forms as data. `FORMS` is the only place that knows their rows, columns and sums.

- 2021: 国办公开办函〔2021〕30号, reports for 2021 and later
- 2019: 国办公开办函〔2019〕60号, reports for 2019 and 2020, and of some agencies later
- 2014: the table of indicators of reports before 2019 (政府信息公开情况统计表 and its local forerunners)
"""

from __future__ import annotations

from parsers.forms import applications, remedies
from parsers.forms.disclosure import DISCLOSURE_2019, DISCLOSURE_2021
from parsers.forms.model import Form, Identity, Label, Row, Table

__all__ = ["FORMS", "Form", "Identity", "Label", "Row", "Table"]


def _form(code: str, notice: str, since: int, disclosure: Table, requests: Table) -> Form:
    return Form(
        code,
        notice,
        since,
        (disclosure, requests, remedies.REMEDIES),
        (*applications.identities(requests), *remedies.IDENTITIES),
    )


#: The newest first.
FORMS: dict[str, Form] = {
    "2021": _form("2021", "国办公开办函〔2021〕30号", 2021, DISCLOSURE_2021, applications.APPLICATIONS_2021),
    "2019": _form("2019", "国办公开办函〔2019〕60号", 2019, DISCLOSURE_2019, applications.APPLICATIONS_2019),
}
