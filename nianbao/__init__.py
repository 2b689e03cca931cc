"""nianbao (年报): the front door that joins scraper, parsers and db."""

__version__ = "0.1.0"
