"""Names of time zones and their distance from UTC, as far as a name means one of them only."""

# RFC 822's own zones, and those of Europe, which are nobody else's. Military letters are as often wrong as
# right (RFC 5322, 4.3); CST, IST and the like outside RFC 822 belong to several countries.
ZONES: dict[str, float] = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7, "wet": 0, "west": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "met": 1, "mest": 2,
    "eet": 2, "eest": 3, "msk": 3, "msd": 4, "мск": 3, "trt": 3, "jst": 9,
}  # fmt: skip

# Names that a printed line bears and a feed does not: in a news page they are the zones of these
# countries. What changes with the season under one name (ET, Kyiv time) is none.
PRINTED: dict[str, float] = {
    "bst": 1, "hst": -10, "akst": -9, "akdt": -8, "aest": 10, "aedt": 11, "awst": 8, "acst": 9.5,
    "acdt": 10.5, "nzst": 12, "nzdt": 13, "sast": 2, "pkt": 5, "sgt": 8, "hkt": 8, "kst": 9, "wib": 7,
    "wat": 1, "eat": 3, "brt": -3,
}  # fmt: skip
_SHARED: dict[str, dict[str, float]] = {"ist": {"in": 5.5, "ie": 1, "il": 2}, "cst": {"cn": 8, "tw": 8}}


def hours_of(name: str, country: str | None = None) -> float | None:
    """Return the hours ahead of UTC of the zone called `name`; None where it is unknown or several.

    `country` (ISO 3166, lower case) is that of who wrote it, and tells apart the zones of one name.
    """
    known = name.lower()
    own = _SHARED.get(known, {}).get(country or "")
    return own if own is not None else ZONES.get(known, PRINTED.get(known))
