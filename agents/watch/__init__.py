"""Watches: what a person wants to hear of, as data."""
