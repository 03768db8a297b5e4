"""Asking the web: one request at a time, politely, within limits, and of public addresses only."""
