"""How well `parsers.report` reads the tables and the identity of reports, by form, layout and format."""
