"""How an agency can be reached, as its report says."""

from __future__ import annotations

import re

from parsers.record import Contact

_PHONE_WORDS = ("电话", "联系方式", "Tel")
#: Digits with a unit are how often somebody called.
_PHONE = re.compile(
    "(?:"
    + "|".join(_PHONE_WORDS)
    + r")[^\d(]{0,6}(\(?0\d{2,3}\)?[-—–]?\d{7,8}|1\d{10}|\d{7,8})(?![\d余多万次件人个条户起])"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}", re.ASCII)
#: 办公地址、办公时间 are told of, not told; a site has an address, too.
_ADDRESS = re.compile(
    r"地址(?<!网站地址)(?<!网页地址)[:,：，为是]{0,2}(?=[\u4e00-\u9fff])([^,，;；。()（）]{4,60}?)"
    r"(?=[,，;；。()（）]|邮编|邮政编码|联系|电话|传真|$)"
)
_PLACED = re.compile(r"[\d路街道巷号楼院厦室村镇乡县市区里]")


def contact_of(prose: str) -> Contact:
    """Telephone, e-mail and address in a report's prose, which is narrow; what it does not name is None."""
    phone = _PHONE.search(prose) if any(map(prose.__contains__, _PHONE_WORDS)) else None
    address = next((found[1] for found in _ADDRESS.finditer(prose) if _PLACED.search(found[1])), None)
    email = _EMAIL.search(prose) if "@" in prose else None  # every character may begin one
    return Contact(
        telephone=phone[1] if phone else None,
        email=email.group() if email else None,
        address=address,
    )
