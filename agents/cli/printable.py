"""Text of strangers on a terminal."""


def printable(text: str) -> str:
    """Return text on one line that cannot steer a terminal: what is not printable becomes a blank."""
    return "".join(char if char.isprintable() else " " for char in text)
