"""Whether what a feed gives of an entry is the article or a summary of it.

No field says so: `description` holds whole articles and `content:encoded` two lines, as the publisher's
software likes. The numbers are a judgement, on the side of the summary: a page fetched in vain costs one
request, an article that is never fetched is lost.
"""

import re

from agents.ingest.read.closing import TAIL, has_ellipsis, has_more
from agents.ingest.read.plain import resolved

# Characters that a person sees. A lead has one to three sentences, 100 to 400; descriptions are cut at
# 500 or less by most software; the shortest agency report in full has some 600, in two paragraphs.
LEAD = 500
LONG = 1_500
CUT = 4_000  # an ellipsis below a text as long as this is an author's
_PARAGRAPH = re.compile(r"</p\s*>|<br\s*/?>\s*<br|\n[ \t]*\n", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def is_summary(text: str, *, markup: bool, whole: bool) -> bool:
    """Return whether `text` looks like a summary only; `whole`: it stands where a feed has the whole text,
    and is longer than what stands where it has a summary.
    """
    seen = _seen(text) if markup else len(text)
    if seen < LEAD:
        return True
    tail = resolved(_TAG.sub("\n", text[-4 * TAIL :])).rstrip() if markup else text.rstrip()
    if has_more(tail) or (seen < CUT and has_ellipsis(tail)):
        return True
    paragraphs = len(_PARAGRAPH.findall(text.strip())) + (not text.rstrip().lower().endswith("</p>"))
    return seen < LONG and paragraphs < (2 if whole else 3)


def _seen(text: str) -> int:
    """Return about how many characters of HTML a person sees, counted until there are enough."""
    for size in (16 * CUT, len(text)):
        seen = len(" ".join(_TAG.sub(" ", text[:size]).split()))
        if seen >= CUT:
            break
    return seen
