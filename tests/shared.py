"""Real reports with their true values. They are not part of the project; tests that use them skip without them."""

from __future__ import annotations

import os
from pathlib import Path

SHARED = Path(os.environ.get("NIANBAO_SHARED") or Path(__file__).parents[1].parent / "shared")
_TRUTH = ".truth.json"


def documents() -> list[tuple[Path, Path]]:
    """Each report (HTML or PDF) with the file of its true values."""
    truths = sorted([*SHARED.glob(f"replicas/pt-*{_TRUTH}"), *SHARED.glob(f"real/*{_TRUTH}")])
    return [(_document(truth), truth) for truth in truths]


def _document(truth: Path) -> Path:
    name = truth.name.removesuffix(_TRUTH)
    return next(path for path in truth.parent.glob(f"{name}.*") if path.suffix in (".html", ".pdf"))
