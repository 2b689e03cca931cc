"""Lines of text to paragraphs and grids: tables that formats print as text, prose broken at its margins, sections."""
