"""Alerts for the board's tests, in words of their own."""

from typing import Any

from streams.records import Alert, Change, Coverage, Event, Evidence, Facet, Reference, Report

DAY = "2021-03-04"


def article(number: int, language: str = "fr", **over: Any) -> Reference:
    known: dict[str, Any] = {
        "article_id": f"art-{number}",
        "version": "v1",
        "id": f"feed:{number}",
        "url": f"https://journal{number}.example/politique/{number}",
        "title": f"Un entretien sur le cessez-le-feu ({number})",
        "language": language,
        "outlet": f"journal{number}.example",
        "published": f"{DAY}T09:0{number % 10}:00Z",
    }
    return Reference(**known | over)


def quote(text: str, number: int, language: str = "fr") -> Evidence:
    return Evidence(sentence=text, start=0, end=len(text), article_id=f"art-{number}", language=language)


def alert(identity: str = "a1", revision: int = 1, **over: Any) -> Alert:
    """Return an alert: a call of two presidents, reported by two papers."""
    event = Event(
        family="contact",
        kind=over.pop("kind", "call"),
        state=over.pop("state", "held"),
        date=over.pop("date", "2021-03-03"),
        actors=over.pop("actors", ("macron", "putin")),
        speaker=over.pop("speaker", None),
        act=over.pop("act", None),
    )
    reports = over.pop("reports", (article(1), article(2, "ru")))
    languages: dict[str, int] = {}
    for one in reports:
        languages[one.language] = languages.get(one.language, 0) + 1
    known: dict[str, Any] = {
        "id": identity,
        "number": 1,
        "watch": "macron-russia",
        "watch_revision": "r1",
        "revision": revision,
        "reason": "new_event",
        "notify": True,
        "headline": "Macron et Poutine parlent d'un cessez-le-feu",
        "event": event,
        "history": (
            Change(
                revision=1, reason="new_event", at=f"{DAY}T09:05:00.000Z", state="planned", date=event.date
            ),
            Change(
                revision=2, reason="state_change", at=f"{DAY}T10:00:00.000Z", state="held", date=event.date
            ),
        ),
        "evidence": (
            quote("Le chef de l'État a appelé son homologue russe mercredi.", 1),
            quote("Президенты провели телефонный разговор.", 2, "ru"),
        ),
        "coverage": Coverage(
            reports=len(reports),
            origins=len(reports),
            by_outlet={one.outlet or "unknown": 1 for one in reports},
            by_language=languages,
            by_origin={one.outlet or "unknown": 1 for one in reports},
            listed=tuple(
                Report(article=one, verdict="new", origin=one.outlet or "unknown") for one in reports
            ),
        ),
        "facets": (Facet(event=event),),
        "first_seen": f"{DAY}T09:05:00.000Z",
        "last_seen": f"{DAY}T10:00:00.000Z",
        "first_since": "2020-12-07",
        "alerted": f"{DAY}T09:05:00.000Z",
    }
    return Alert(**known | over)
