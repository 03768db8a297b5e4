"""Takes out the lines that a rule knows, and all that follows the line where the article ends."""

from itertools import takewhile

from agents.clean.body import Body
from agents.clean.lines import is_headline, is_url
from agents.clean.locked import says_locked
from agents.clean.marks import known_by_form
from agents.clean.paragraphs import Line
from agents.clean.rules import Found, Rules
from agents.clean.sentence import is_prose, is_sentence

TRAILER = 0.4  # largest share of a text that may go as what follows the article's end
LISTED = 10  # headlines that may stand under "Related articles"
TEASER = 160  # characters of one
WORDS = 4  # of one, at least

_CREDITS = ("credit", "source", "source_name")


def without_known(
    found: list[Line], body: Body, language: str | None, rules: Rules, below: int
) -> list[Line]:
    """Return the lines of `found` that no rule knows. `below`: characters of the text that follow them."""
    every = [rules.find(one.text) for one in found]
    said = [len(one.text) if is_sentence(one.text) else 0 for one in found]
    _listed(found, every, said)
    left = total = sum(len(one.text) for one in found) + below
    said_left = all_said = sum(said)
    kept: list[Line] = []
    ended = False
    last: Found | None = None
    for place, one in enumerate(found):
        left -= len(one.text)
        said_left -= said[place]
        known = every[place]
        if known is not None and not kept and not body.title:
            known = rules.find(one.text, first=True)  # it may be the headline
        known = _why(one.text, known, kept, last, body, language, rules)
        if known is not None:
            body.note(known.reason.removesuffix("_name"), one.text)
            body.locked = body.locked or (known.reason == "paywall" and says_locked(one.text))
            if known.reason in _CREDITS or (known.reason == "caption" and ended):
                body.credits.append(one.text)
            if known.reason == "source" and is_url(known.value):
                body.link = body.link or known.value
            # In characters and in sentences: the frame of a whole page is all short lines.
            ended = ended or (known.closing and left <= TRAILER * total and said_left <= TRAILER * all_said)
        elif ended:
            body.note("trailer", one.text)
        else:
            kept.append(one)
        last = known
    return kept


def _why(
    line: str,
    known: Found | None,
    kept: list[Line],
    last: Found | None,
    body: Body,
    language: str | None,
    rules: Rules,
) -> Found | None:
    if known is not None:
        # "Source: …" above the first paragraph is a headline that cites one.
        return None if known.reason == "source_name" and not _below_prose(kept) else known
    if is_url(line):
        if last is not None and last.reason == "source":
            body.link = body.link or line
        return Found("link")
    reason = known_by_form(line, language, rules)
    # "© AFP" under the picture above the text says nothing of the text.
    if reason == "credit" and "©" in line and not _below_prose(kept):
        reason = "caption"
    return Found(reason) if reason else None


def _below_prose(kept: list[Line]) -> bool:
    return any(is_prose(before.text) for before in kept[-3:])


def _listed(found: list[Line], every: list[Found | None], said: list[int]) -> None:
    """Note in `every` the headlines that stand under a heading such as "Related articles".

    Where a sentence of the article follows, the last of several may be a subheading, and stays.
    """
    for place, known in enumerate(every):
        if known is None or not known.heading or not any(said[max(0, place - 3) : place]):
            continue
        after = range(place + 1, min(place + 1 + LISTED, len(found)))
        run = list(takewhile(lambda at: every[at] is None and _teases(found[at].text), after))
        beyond = place + 1 + len(run)
        if len(run) > 1 and beyond < len(found) and said[beyond] and every[beyond] is None:
            run.pop()
        for at in run:
            every[at] = Found("related")


def _teases(line: str) -> bool:
    return len(line) <= TEASER and is_headline(line) and len(line.split()) >= WORDS
