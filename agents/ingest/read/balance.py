"""Tags of a broken document set right: each is well-formed, and each that is opened is closed in its place.

The parser takes any closing tag for the end of the innermost element, so that one tag too many or too few
moves all that comes after it, and one too many at the end of an entry ends the feed.
"""

import re

_TOKEN = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
    r"|<(?P<close>/?)(?P<name>[A-Za-z_][\w.:-]{0,99})(?P<attributes>(?:[\s/][^<>]*)?)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([A-Za-z_][\w.:-]{0,99})\s{0,9}=\s{0,9}(\"[^\"]*\"|'[^']*'|[^\s\"'<>/]+)")
_LONGEST = 10_000  # characters of one tag's attributes; a link has at most 8,192
_DEEPEST = 200  # open elements; the parser takes 256


def balanced(text: str) -> str:
    """Return `text` with its tags balanced; what closes nothing is dropped, what is no tag is escaped."""
    parts: list[str] = []
    stack: list[str] = []
    opened: dict[str, int] = {}  # how often a name stands on the stack
    at = 0
    for token in _TOKEN.finditer(text):
        parts.append(text[at : token.start()].replace("<", "&lt;"))
        at = token.end()
        name = token["name"]
        if not name:
            parts.append(token[0])
        elif token["close"]:
            while opened.get(name):
                last = stack.pop()
                opened[last] -= 1
                parts.append(f"</{last}>")
                if last == name:
                    break
        else:
            empty = token["attributes"].endswith("/") or len(stack) >= _DEEPEST
            parts.append(f"<{name}{_attributes(token['attributes'])}{'/' if empty else ''}>")
            if not empty:
                stack.append(name)
                opened[name] = opened.get(name, 0) + 1
    parts.append(text[at:].replace("<", "&lt;"))
    parts += (f"</{name}>" for name in reversed(stack))
    return "".join(parts)


def _attributes(given: str) -> str:
    """Return attributes with quotes around each value, the first of each name."""
    found: dict[str, str] = {}
    if len(given) > _LONGEST:
        return ""
    for one in _ATTRIBUTE.finditer(given):
        found.setdefault(one[1], one[2] if one[2][0] in "\"'" else f'"{one[2]}"')
    return "".join(f" {name}={value}" for name, value in found.items())
