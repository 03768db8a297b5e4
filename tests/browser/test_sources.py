"""The sources in a real browser: how they do, live, on a telephone and on a screen, by day and night."""

import pytest
from playwright.async_api import Page

from streams.source_records import PollState, Source
from tests.agents.board.sources.samples import failing, source, state
from tests.browser.visit import CHROMIUM, CONTRAST, Visit, visiting

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is missing: apt-get install chromium")

EVIL = '"><script>document.title="owned"</script><img src=//evil.example/x onerror=alert(1)>'
ALL: tuple[Source | PollState, ...] = (
    source("amber"), state("amber"),
    source("birch"), failing("birch"),
    source("cedar"), state("cedar", silent=True),
    source("dove"), state("dove", stopped="2021-03-04T11:00:00Z"),
    source("elm", paused=True),
    source("fir", url="https://news.fir.example/" + "interminable/" * 20),
)  # fmt: skip


async def names(page: Page) -> list[str]:
    found: list[str] = await page.eval_on_selector_all("#rows .name", "all => all.map(one => one.innerText)")
    return found


def test_sources_appear_and_change_without_a_reload_and_keep_their_order() -> None:
    async def use(visit: Visit) -> None:
        visit.follow()
        page = await visit.page("/sources")
        assert await page.is_visible("text=No sources yet")
        assert await page.is_visible("text=detente sources import --catalogue")
        await page.wait_for_selector(".live.on")
        visit.follow(source("amber"), state("amber"), source("birch"), state("birch"))
        await page.wait_for_selector("text=2 well")
        assert await names(page) == ["Amber", "Birch"]
        assert not await page.is_visible("text=No sources yet")
        await page.focus("#rows tr:nth-child(2) a")
        visit.follow(failing("birch", 4))
        await page.wait_for_selector("text=1 failing")
        assert await names(page) == ["Birch", "Amber"]
        row = await page.inner_text("#rows tr:first-child")
        assert "server: 503 Service Unavailable" in row
        assert "every 12 min" in row
        assert "birch.example" in await page.evaluate("document.activeElement.href")
        assert "1 failing" in await page.inner_text("#said")
        visit.sources.put(b"https://www.amber.example/monde/rss.xml", None)
        visit.board.live.changed()
        await page.wait_for_selector("text=1 source")
        assert await names(page) == ["Birch"]

    visiting(use)


def test_a_condition_is_chosen_by_the_keyboard_and_what_is_chosen_stays_live() -> None:
    async def use(visit: Visit) -> None:
        visit.follow(*ALL)
        page = await visit.page("/sources")
        await page.focus(".summary .failing")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**condition=failing")
        await page.wait_for_selector(".live.on")
        assert await names(page) == ["Birch"]
        assert await page.get_attribute(".summary .failing", "aria-current") == "true"
        visit.follow(failing("amber", 9))
        await page.wait_for_selector("text=2 failing")
        assert await names(page) == ["Amber", "Birch"]
        await page.fill("input[name=words]", "birch")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**condition=failing&words=birch")
        assert await names(page) == ["Birch"]

    visiting(use)


def test_alerts_lead_to_the_sources_in_trouble_and_back() -> None:
    async def use(visit: Visit) -> None:
        page = await visit.page()
        await page.wait_for_selector(".live.on")
        assert not await page.is_visible("#troubled")
        visit.follow(*ALL)
        await page.wait_for_selector("text=3 in trouble")
        await page.click("#troubled")
        await page.wait_for_selector("text=6 sources")
        await page.click("text=Alerts")
        await page.wait_for_selector("text=No alerts yet")

    visiting(use)


def test_a_time_is_said_in_short_and_stands_in_full_where_it_is_pointed_at() -> None:
    async def use(visit: Visit) -> None:
        visit.follow(source("amber"), state("amber"))
        page = await visit.page("/sources")
        assert await page.get_attribute("#rows td:nth-of-type(2) time", "title") == "4 Mar 2021, 11:57 UTC"
        assert (await page.inner_text("#rows td:nth-of-type(2) time")).endswith(" ago")

    visiting(use)


def test_what_a_hostile_source_says_is_shown_and_does_nothing() -> None:
    async def use(visit: Visit) -> None:
        page = await visit.page("/sources")
        await page.wait_for_selector(".live.on")
        visit.follow(
            source("amber", outlet=EVIL, country=EVIL, language=EVIL),
            failing("amber", outcome=EVIL, detail=EVIL, address=f"javascript:{EVIL}", polled=EVIL, due=EVIL),
            source("birch", url="javascript:document.title='owned'"),
        )
        await page.wait_for_selector("text=2 sources")
        await page.reload()
        assert await page.title() == "Sources · détente"
        assert EVIL in await names(page)
        assert await page.query_selector("img") is None
        assert await page.query_selector("#rows script") is None
        assert await page.query_selector("a[href^=javascript]") is None

    visiting(use)


@pytest.mark.parametrize("width", [360, 800, 1440])
@pytest.mark.parametrize("dark", [False, True])
def test_it_fits_a_telephone_and_a_screen_and_can_be_read_by_day_and_night(width: int, dark: bool) -> None:
    async def use(visit: Visit) -> None:
        visit.follow(*ALL)
        page = await visit.page("/sources", width=width, dark=dark)
        await page.wait_for_selector(".live.on")
        assert await page.evaluate("document.documentElement.scrollWidth") == width
        for how in ("well", "failing", "silent", "stopped", "paused", "new"):
            for selector in (f".summary .{how}", f".{how} .condition"):
                assert await page.evaluate(CONTRAST, selector) >= 4.5, selector  # WCAG 2.2, 1.4.3
        for selector in (".told", ".about", "a.url", "footer"):
            assert await page.evaluate(CONTRAST, selector) >= 4.5, selector
        label = await page.evaluate(
            "getComputedStyle(document.querySelector('td[data-label]'), '::before').content"
        )
        assert (label == '"Last success"') is (width < 896)  # a card says what each figure is

    visiting(use)


# Words of the table's head that stand on two lines.
BROKEN = """() => [...document.querySelectorAll("thead th")].flatMap(th => {
  const text = th.firstChild, found = [];
  for (const word of text.data.matchAll(/\\S+/g)) {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    if (range.getClientRects().length > 1) found.push(word[0]);
  }
  return found;
})"""


@pytest.mark.parametrize("width", [920, 1200, 1440])
def test_no_word_of_the_tables_head_is_broken(width: int) -> None:
    async def use(visit: Visit) -> None:
        visit.follow(*ALL)
        page = await visit.page("/sources", width)
        assert await page.evaluate(BROKEN) == []
        assert await page.evaluate("document.documentElement.scrollWidth") == width

    visiting(use)


def test_when_the_board_comes_back_the_page_catches_up_by_itself() -> None:
    async def use(visit: Visit) -> None:
        visit.follow(source("amber"), state("amber"))
        page = await visit.page("/sources")
        await page.wait_for_selector(".live.on")
        await page.route("**/sources/table", lambda route: route.abort())
        visit.follow(failing("amber"))
        await page.wait_for_selector("text=reconnecting")
        assert {text.split(":")[0] for text in visit.complaints} == {"Failed to load resource"}
        visit.complaints.clear()
        await page.unroute_all(behavior="wait")
        await page.wait_for_selector("text=1 failing", timeout=15_000)
        await page.wait_for_selector(".live.on")
        visit.complaints.clear()  # of the last try that failed

    visiting(use)
