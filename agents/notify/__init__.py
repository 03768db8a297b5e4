"""Notifications: each alert that is worth a message, to each target, once."""
