"""The alerts in a real browser: what a person sees, live, on telephone and screen, by day and night."""

import pytest
from playwright.async_api import Page

from tests.agents.board.samples import alert, article, quote
from tests.browser.visit import CHROMIUM, CONTRAST, Visit, visiting

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is missing: apt-get install chromium")


async def ids(page: Page) -> list[str]:
    found: list[str] = await page.eval_on_selector_all("article", "all => all.map(one => one.dataset.id)")
    return found


def test_an_alert_appears_without_a_reload_with_its_evidence_and_sources() -> None:
    async def use(visit: Visit) -> None:
        page = await visit.page()
        assert await page.is_visible("text=No alerts yet")
        await page.wait_for_selector(".live.on")
        visit.put(alert("a"))
        await page.wait_for_selector("#a-a")
        assert not await page.is_visible("text=No alerts yet")
        text = await page.inner_text("#a-a")
        for said in (
            "3 March 2021", "held", "Macron, Putin", "first since 7 December 2020", "2 reports, 2 origins",
            "French, Russian", "Le chef de l'État a appelé son homologue russe mercredi.", "journal1.example",
        ):  # fmt: skip
            assert said in text
        assert await page.get_attribute("blockquote >> nth=1", "lang") == "ru"
        await page.click("text=History")
        assert "state changed" in await page.inner_text("#a-a")
        await page.click("#a-a >> text=Sources")
        href = await page.get_attribute("#a-a details[data-part=sources] a >> nth=0", "href")
        assert href == "https://journal1.example/politique/1"

    visiting(use)


def test_a_further_report_changes_the_counts_in_place_and_leaves_open_what_was_open() -> None:
    async def use(visit: Visit) -> None:
        visit.put(alert("a"), alert("b"))
        page = await visit.page()
        await page.wait_for_selector(".live.on")
        before = await ids(page)
        await page.click("#a-a >> text=Sources")
        visit.put(alert("a", 2, reports=(article(1), article(2, "ru"), article(3, "en"))))
        await page.wait_for_selector("text=3 reports, 3 origins")
        assert await ids(page) == before
        assert await page.get_attribute("#a-a details[data-part=sources]", "open") is not None

    visiting(use)


def test_an_alert_that_became_part_of_another_leaves_the_page() -> None:
    async def use(visit: Visit) -> None:
        visit.put(alert("a"), alert("b"))
        page = await visit.page()
        await page.wait_for_selector(".live.on")
        visit.put(alert("a", 2, merged_into="b"))
        await page.wait_for_selector("#a-a", state="detached")
        assert await ids(page) == ["b"]

    visiting(use)


def test_a_choice_of_kind_shows_those_alone_and_stays_live() -> None:
    async def use(visit: Visit) -> None:
        visit.put(alert("a"), alert("b", kind="visit"))
        page = await visit.page()
        await page.select_option("select[name=kind]", "visit")
        await page.wait_for_url("**kind=visit**")
        await page.wait_for_selector(".live.on")
        assert await ids(page) == ["b"]
        visit.put(alert("c"), alert("d", kind="visit"))
        await page.wait_for_selector("#a-d")
        assert "c" not in await ids(page)

    visiting(use)


def test_what_a_hostile_feed_says_is_shown_and_does_nothing() -> None:
    evil = '"><script>document.title="owned"</script><img src=//evil.example/x onerror=alert(1)>'

    async def use(visit: Visit) -> None:
        page = await visit.page()
        await page.wait_for_selector(".live.on")
        visit.put(
            alert(
                "a",
                headline=evil,
                reports=(article(1, url="javascript:document.title='owned'", title=evil, outlet=evil),),
                evidence=(quote(evil, 1, "en"),),
            )
        )
        await page.wait_for_selector("#a-a")
        await page.reload()
        assert await page.title() == "détente"
        assert await page.inner_text("h2") == evil
        assert await page.query_selector("img") is None
        assert await page.query_selector("a[href^=javascript]") is None

    visiting(use)


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("dark", [False, True])
def test_it_fits_a_telephone_and_a_screen_and_can_be_read_by_day_and_night(width: int, dark: bool) -> None:
    async def use(visit: Visit) -> None:
        visit.put(alert("a", headline="Un mot " + "interminable" * 30, reports=(article(1, url=None),)))
        page = await visit.page(width=width, dark=dark)
        await page.wait_for_selector(".live.on")
        assert await page.evaluate("document.documentElement.scrollWidth") == width
        for selector in ("body", ".known", ".state", "figcaption .dim"):
            assert await page.evaluate(CONTRAST, selector) >= 4.5, selector  # WCAG 2.2, 1.4.3

    visiting(use)


def test_it_can_be_read_without_scripts_and_an_alert_has_an_address_of_its_own() -> None:
    async def use(visit: Visit) -> None:
        visit.put(alert("a"))
        page = await visit.page("/alerts/a")
        assert await page.is_visible("text=state changed")
        assert "Macron et Poutine" in await page.title()

    visiting(use)


def test_when_the_board_comes_back_the_page_catches_up_by_itself() -> None:
    async def use(visit: Visit) -> None:
        page = await visit.page()
        await page.wait_for_selector(".live.on")
        await page.context.set_offline(True)
        visit.put(alert("a"))
        await page.context.set_offline(False)
        await page.wait_for_selector("#a-a", timeout=15_000)

    visiting(use)
