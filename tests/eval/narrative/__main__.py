"""Print the scores; exit 1 below a floor."""

import sys

from tests.eval.narrative.scores import main

sys.exit(main(errors="--errors" in sys.argv[1:]))
