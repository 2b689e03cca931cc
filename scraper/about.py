"""Who we are, to portals and in archives."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, version

#: Where a portal's operator finds us, unless NIANBAO_CONTACT says otherwise.
DEFAULT_CONTACT = "https://github.com/nianbao/nianbao"


def software() -> str:
    """Name and version."""
    try:
        return f"nianbao/{version('nianbao')}"
    except PackageNotFoundError:  # Run from a tree that is not installed.
        return "nianbao"


def contact() -> str:
    """An address at which an operator finds us."""
    return os.environ.get("NIANBAO_CONTACT") or DEFAULT_CONTACT


def user_agent(address: str) -> str:
    """The User-Agent that names us and `address`; the prefix is what many firewalls in front of portals ask for."""
    return f"Mozilla/5.0 (compatible; {software()}; +{address})"
