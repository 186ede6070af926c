"""A customer at the lobby tablet, with one finger and sometimes a keyboard."""

import re

from playwright.sync_api import Page, expect

from ...serving import Server

ROOM = "#room"
NAME = "#family-name"
HUMAN = ".foot .human"


class Guest:
    """Taps what is seen and counts the taps; digits and letters are typing, not taps."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page, self.server = page, server
        self.taps = 0

    def come(self, language: str = "") -> "Guest":
        """Stand before the tablet as the next guest finds it."""
        self.page.goto(f"{self.server.address}/lobby{f'?lang={language}' if language else ''}")
        self.page.wait_for_selector("[data-fresh]:not(:empty)")
        return self

    def tap(self, selector: str) -> None:
        self.taps += 1
        self.page.tap(f"{selector} >> visible=true")

    def digits(self, digits: str) -> None:
        for digit in digits:
            self.page.tap(f'[data-key="{digit}"]')

    def sees(self, step: str) -> None:
        expect(self.page.locator(ROOM)).to_have_attribute("data-at", step)

    def arrives(self, digits: str, name: str = "") -> None:
        """To the second question, with the name typed but not sent."""
        self.tap("[data-does=arrive] button")
        self.digits(digits)
        self.sees("name")
        self.page.fill(NAME, name)

    def is_found(self, digits: str, name: str) -> None:
        self.arrives(digits, name)
        self.tap("[data-does=find] button")
        self.sees("confirm")

    def checks_in(self, digits: str, name: str) -> None:
        self.is_found(digits, name)
        self.tap("[data-does=check-in] button")
        self.sees("done")

    def hears_who_comes(self) -> None:
        self.sees("coming")
        expect(self.page.locator("[data-when=sent] h1")).to_be_visible()

    def heading(self) -> str:
        return self.page.locator("h1:visible").inner_text()

    def traces(self) -> str:
        """Everything this browser still has of anybody: the document, what is typed, what is stored, where it was."""
        found: str = self.page.evaluate(
            """() => [
                document.documentElement.outerHTML,
                ...[...document.querySelectorAll("input")].map((field) => field.value),
                ...(location.protocol === "http:" ? [localStorage, sessionStorage] : [])
                    .map((store) => JSON.stringify(store)),
                location.href, document.title, JSON.stringify(history.state),
            ].join("\\n")"""
        )
        return re.sub(r'data-now="\d+"|/static/\w+/', "", found)  # numbers that could look like anything
