"""Lines that are known by their form, whatever the language: separators, embeds, addresses, stamps."""

import re

from agents.clean.agency import is_credit
from agents.clean.lines import is_stamp
from agents.clean.rules import Rules, fold
from agents.clean.sentence import is_sentence, words_of

SHORT = 100  # characters of a line that only says how to reach somebody
WORDS = 5  # beside the address
ROW = 14  # words of a row of buttons

_DIGIT = re.compile(r"\d")
_ALNUM = re.compile(r"[^\W_]")
_EMBED = re.compile(
    r"[—–-]{1,2}\s?[^()\n]{1,80}\(@\w{1,30}\)[^!?]{0,60}\Z|@\w{2,30}\Z|pic\.twitter\.com/\w{1,20}\Z"
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE = re.compile(r"\+?\(?\d[\d ()./–-]{5,20}\d")
_TAGS = re.compile(r"#\w{1,60}(?:[\s,;|]{1,4}#\w{1,60}){0,40}\Z")
_COUNTER = re.compile(r"\d{1,3}\s?(?:/|\||of|from|von|sur|de|di|z|из|з|من)\s?\d{1,3}\Z")
_APART = re.compile(r"[\s|/,•·]+")


def known_by_form(line: str, language: str | None, rules: Rules) -> str | None:
    """Return the reason why `line` is not the article, or None where its form says nothing."""
    if not _ALNUM.search(line):
        return "separator"
    if line[0] in "—–-@p" and _EMBED.match(line):
        return "embed"
    if line[0] == "#" and _TAGS.match(line):
        return "tags"
    if len(line) > SHORT:
        return None
    if line[0].isdecimal() and _COUNTER.match(line):
        return "navigation"
    if is_stamp(line, language, rules):
        return "time"
    if _reaches(line, rules):
        return "contact"
    if _is_row(line, rules):
        return "share"
    return "credit" if is_credit(line, rules) else None


def _reaches(line: str, rules: Rules) -> bool:
    """Return whether `line` is an e-mail address or a telephone number with a few words."""
    if "@" in line and _MAIL.search(line):
        rest = _MAIL.sub(" ", line)
        return len(words_of(rest)) <= WORDS and not is_sentence(rest)
    if not _DIGIT.search(line) or not _PHONE.search(line):
        return False
    words = [fold(word) for word in words_of(_PHONE.sub(" ", line))]
    return len(words) <= WORDS and any(word in rules.contacts for word in words)


def _is_row(line: str, rules: Rules) -> bool:
    """Return whether `line` is a row of buttons: Facebook Twitter WhatsApp."""
    words = [word for word in _APART.split(fold(line)) if word]
    return 2 <= len(words) <= ROW and all(word in rules.networks for word in words)
