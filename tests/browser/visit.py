"""A board that is served, and Chromium that looks at it: what the tests of its pages have alike."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from playwright.async_api import Browser, Page, async_playwright

from agents.board.app import Board
from agents.board.shelf import Shelf
from agents.board.sources.shelf import Sources
from streams.source_records import PollState, Source
from tests.agents.board.sources.samples import put

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
Use = Callable[["Visit"], Awaitable[None]]


class Visit:
    """A board, and a browser that looks at it."""

    def __init__(self, shelf: Shelf, sources: Sources, board: Board, base: str, browser: Browser) -> None:
        self.shelf, self.sources, self.board = shelf, sources, board
        self.base, self._browser = base, browser
        self.complaints: list[str] = []
        self.asked: list[str] = []

    def put(self, *alerts: Any) -> None:
        for one in alerts:
            self.shelf.put(one, self.shelf.last + 1)
        self.board.live.changed()

    def follow(self, *records: Source | PollState) -> None:
        for one in records:
            put(self.sources, one)
        self.sources.waits(None)
        self.board.live.changed()

    async def page(self, path: str = "/", width: int = 1440, dark: bool = False) -> Page:
        context = await self._browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
        )
        page = await context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        await page.goto(self.base + path)
        return page


def visiting(use: Use) -> None:
    async def work() -> None:
        shelf, sources = Shelf(), Sources()
        names = {("macron-russia", "macron"): "Macron", ("macron-russia", "putin"): "Putin"}
        board = Board(shelf, names, sources)
        runner = web.AppRunner(board.app, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
                visit = Visit(shelf, sources, board, f"http://127.0.0.1:{runner.addresses[0][1]}", browser)
                await use(visit)
                await browser.close()
        finally:
            await runner.cleanup()
        assert visit.complaints == []
        assert [url for url in visit.asked if not url.startswith(visit.base)] == []

    asyncio.run(work())


CONTRAST = """selector => {
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * x + .7152 * y + .0722 * z;
  };
  const rgb = text => text.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const ink = light(rgb(getComputedStyle(document.querySelector(selector)).color));
  const paper = light(rgb(getComputedStyle(document.body).backgroundColor));
  return (Math.max(ink, paper) + .05) / (Math.min(ink, paper) + .05);
}"""
