"""Cleaning: what a source gave becomes headline, body, language, dates, outlet and authors."""
