"""`make bench`: parsing and crawling against what anybody must do; with `--scale`, the pipeline on many reports."""

from __future__ import annotations

import argparse

from tests.benchmarks import crawl, pages, scale


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks", description=__doc__)
    parser.add_argument("--scale", type=int, metavar="REPORTS", help="the pipeline on an archive of so many reports")
    parser.add_argument("--copies", type=int, metavar="N", help="questions and pages also of N times as many counties")
    parser.add_argument("--pages", action="store_true", help="the parser alone")
    parser.add_argument("--seed", type=int, default=2024, help="of the invented reports")
    parser.add_argument("--keep", metavar="DIR", help="leave the data there (new directory)")
    asked = parser.parse_args()
    if asked.scale:
        scale.main(asked.scale, asked.seed, asked.keep, asked.copies)
    else:
        pages.main()
        if not asked.pages:
            crawl.main()


if __name__ == "__main__":
    main()
