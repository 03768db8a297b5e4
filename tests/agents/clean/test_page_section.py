"""The section of a page: as the page names it, else the last step on the way to it."""

import json

import pytest

from agents.clean.page import read_page

HEADLINE = "Mountain road to reopen"


def section(*linked: object, head: str = "") -> str | None:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in linked)
    page = (
        f"<html><head><title>{HEADLINE}</title>{head}{scripts}</head><body><p>It is open.</p></body></html>"
    )
    found = read_page(page, None)["section"]
    assert found is None or isinstance(found, str)
    return found


def trail(*names: object) -> dict[str, object]:
    steps = [{"@type": "ListItem", "position": n, "name": name} for n, name in enumerate(names, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


@pytest.mark.parametrize(
    "said", ["Transport", ["Transport", "Roads"], {"name": " Transport "}, ["null", "Transport"]]
)
def test_the_section_is_what_json_ld_calls_it(said):
    assert section({"@type": "NewsArticle", "headline": HEADLINE, "articleSection": said}) == "Transport"


@pytest.mark.parametrize(
    "name", ["property='article:section'", "name=section", "name=parsely-section", "itemprop=articleSection"]
)
def test_else_the_section_is_what_a_meta_element_calls_it(name):
    assert section(head=f"<meta {name} content='Transport &amp;amp; roads'>") == "Transport & roads"


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        (("Home", "Inland", "Transport"), "Transport"),
        (("Home", "Inland", HEADLINE), "Inland"),
        (("Home", "Inland", "Mountain road"), "Inland"),
        (("Home", "Inland", "What is known of the mountain road so far"), "Inland"),
        (("Home", HEADLINE), None),
        (("Home",), None),
        ((), None),
        (("Home", 5, None, "Inland"), "Inland"),
    ],
)
def test_else_it_is_the_last_step_to_the_page_that_is_no_headline(steps, found):
    assert section({"@type": "NewsArticle", "headline": HEADLINE}, trail(*steps)) == found


def test_a_step_may_be_named_inside_its_item():
    steps = [{"item": {"@id": "/", "name": "Home"}}, {"item": {"@id": "/inland", "name": "Inland"}}]
    assert section({"@graph": [{"@type": "BreadcrumbList", "itemListElement": steps}]}) == "Inland"


@pytest.mark.parametrize("said", ["https://example.org/transport", "x" * 101, 5, None, {}, [[]], "null", " "])
def test_what_is_no_name_is_no_section(said):
    linked = {"@type": "NewsArticle", "headline": HEADLINE, "articleSection": said}
    assert section(linked, trail(), {"@type": "BreadcrumbList", "itemListElement": said}) is None
