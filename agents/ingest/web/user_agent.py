"""Who asks, as sites see it."""

from importlib.metadata import version as installed

PRODUCT = "detente"  # what robots.txt calls us (RFC 9309, 2.2.1)


def user_agent(contact: str) -> str:
    """Return the User-Agent: the program with its version, and who runs it where that is plain ASCII."""
    about = f"; {contact}" if contact.isascii() and contact.isprintable() and contact else ""
    return f"{PRODUCT}/{installed('detente')} (news monitor{about})"
