"""The board: a page with the alerts and their evidence, and the same as JSON. It only reads."""
