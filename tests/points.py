"""How many random cases the tests of faults and of killed runs try; each is drawn from its number."""

from __future__ import annotations

import os

#: Set NIANBAO_POINTS for more; the suite tries a handful.
POINTS = range(int(os.environ.get("NIANBAO_POINTS", "4")))
