"""Where sentences begin and end, in the languages of the lexicons, in one pass over the text.

A line break always ends a sentence (cleaned texts keep one paragraph a line, and a title or a
dateline has no stop). Inside a line a stop ends one unless what stands before it is an abbreviation,
an initial or a number that goes on, or what follows goes on in lower case.
"""

import re

# Abbreviations that are followed by more of the sentence, in lower case, without their last stop.
# From the usual style guides; one list for all languages, since few of them are words elsewhere.
_SHORT = """
    mr mrs ms dr prof gen col lt sgt capt maj adm rep sen gov pres st jr sr hon rev vs etc inc ltd corp
    vol jan feb jul aug sept sep oct nov dec
    approx dept est a.m p.m u.s u.k u.n e.u d.c e.g i.e ph.d
    mm mme mmes mlle m mgr av j.-c env réf art cf c.-à-d
    hr fr frl bzw usw ca evtl ggf inkl insb nr str sog u.a z.b d.h u.s.w o.ä vgl zzt abs bspw geb gest
    ing mag dipl dipl.-ing
    г гг в вв т.е т.к т.н т.д т.п т и.о им ул пр д корп стр млн млрд трлн тыс руб коп чел обл р-н акад доц гр
    св см напр адм ген проф
    ст грн млрд див нар р рр
    np tj tzn tzw itd itp m.in pt ul gen płk ppłk mjr kpt por sierż ks bp abp inż mgr hab dr.hab zm
    godz wg ws św
    sra srta sr ud uds ee.uu av avda pág núm art lic sres
    sig sigg dott dott.ssa avv ecc pag
    örn vb vs bkz doç yrd alb gnkur
    exmo exma dra v.exa
"""
_ABBREVIATIONS = frozenset(_SHORT.split())

_STOP = re.compile(r"[.!?…؟。！？]+")
_CLOSE = "\"'”’»“›)]}*_"
_OPEN = "\"'“„«‘‹([{¿¡—–-*_"
_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of `text` as (start, end) in code points, without the space around them."""
    found: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        _split(text, line.start(), line.end(), found)
    return found


def _split(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.start() < begin:
            continue
        after = stop.end()
        limit = min(end, after + 4)  # closing quotes and brackets belong to the sentence
        while after < limit and text[after] in _CLOSE:
            after += 1
        if text.startswith("»", after + 1, end) and text[after].isspace():
            after += 2  # French puts a space before it
        if after < end and _ends(text, begin, stop, after, end):
            _add(text, begin, after, found)
            begin = after
    _add(text, begin, end, found)


def _ends(text: str, begin: int, stop: re.Match[str], after: int, end: int) -> bool:
    if not text[after].isspace():
        # No space: "3.5", "www.x.y", "U.S."; in scripts without spaces the stop alone ends.
        return stop[0][-1] in "。！？"
    following = after
    limit = min(end, after + 40)
    while following < limit and (text[following].isspace() or text[following] in _OPEN):
        following += 1
    first = text[following] if following < end else ""
    if first.islower():
        return False
    if stop[0] != ".":
        return True
    word = _word_before(text, begin, stop.start())
    if not word:
        return True
    if len(word) == 1 and word.isalpha():
        # An initial ("J. Smith", «А. Мерц») or a part of an abbreviation ("z. B."); a year's "2020 г."
        # and pronouns of one letter may well end a sentence, and Arabic has no initials.
        if word in "гр":
            return _digit_before(text, begin, stop.start() - 1)
        return word in "Iя" or not (word.islower() or word.isupper())
    if word.isdigit():
        # German and Polish ordinals: "am 26. Juni", where what follows is no number and no new thought.
        return not (len(word) <= 2 and _month_like(text[following : min(end, following + 20)]))
    if word.casefold() in _ABBREVIATIONS:
        # "U.S." before a capital that starts a new sentence stays undecided: an acronym with inner
        # stops ends one only before an article or pronoun-like short word.
        return "." in word and word.isupper() and first.isupper() and _opens(text, following, end)
    return not (len(word) <= 9 and "." in word and all(len(p) <= 1 for p in word.split(".")))


def _word_before(text: str, begin: int, at: int) -> str:
    start = at
    limit = max(begin, at - 12)
    while start > limit and (text[start - 1].isalnum() or text[start - 1] in ".-"):
        start -= 1
    return text[start:at].lstrip(".-")


def _digit_before(text: str, begin: int, at: int) -> bool:
    at -= at > begin and text[at - 1].isspace()
    return at > begin and text[at - 1].isdigit()


_OPENERS = frozenset(
    ("the", "a", "an", "he", "she", "it", "they", "we", "in", "on", "but", "this", "his", "her")
)


def _opens(text: str, at: int, end: int) -> bool:
    return text[at : min(end, at + 12)].split(" ", 1)[0].casefold() in _OPENERS


# Months, and what else follows an ordinal, where days are written with a stop.
_ORDINALS = """
    januar februar märz april mai juni juli august september oktober november dezember jänner
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
    ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
    jahrhundert jahrestag weltkrieg wiek wieku rocznic
"""
_AFTER_ORDINAL = tuple(_ORDINALS.split())


def _month_like(text: str) -> bool:
    return text.casefold().startswith(_AFTER_ORDINAL)


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))
