"""A customer at the lobby tablet, with one finger and sometimes a keyboard."""

import re

from playwright.sync_api import Page, expect

from ...serving import Server

ROOM = "#room"
NAME = "#family-name"
HUMAN = ".foot .human"
ASKED = ".arrived [data-ask]:not([hidden])"
# Keys faster than any finger, with what a browser does after each of them; returns when the last one was pressed.
SCANNER = """text => {
    for (const key of [...text, "Enter"]) {
        const to = document.activeElement ?? document.body;
        if (!to.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))) continue;
        if (key === "Enter" && to.form) to.form.requestSubmit(to.type === "submit" ? to : null);
        else if (to.type === "text") to.setRangeText(key, to.value.length, to.value.length, "end");
    }
    return performance.now();
}"""


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

    def presses(self, selector: str) -> None:
        """The same by keyboard: two quick taps on one place count as one, two keys do not."""
        self.taps += 1
        self.page.locator(f"{selector} >> visible=true").press("Enter")

    def digits(self, digits: str) -> None:
        for digit in digits:
            self.page.tap(f'[data-key="{digit}"]')

    def scans(self, text: str) -> float:
        """What a scanner does: all keys at once, and Enter. Says when, on the page's clock."""
        return float(self.page.evaluate(SCANNER, text))

    def sees(self, step: str) -> None:
        expect(self.page.locator(ROOM)).to_have_attribute("data-at", step)

    def is_asked(self, question: str) -> None:
        expect(self.page.locator(ASKED)).to_have_attribute("data-ask", question)

    def arrives(self, digits: str, name: str = "") -> None:
        """To the second question, with the name typed but not sent. On a phone a key lies where the button was, and two
        quick taps on one place count as one."""
        is_phone = (self.page.viewport_size or {"width": 1280})["width"] < 600
        (self.presses if is_phone else self.tap)("[data-does=arrive] button")
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

    def skips(self) -> None:
        self.presses("[data-does=ask-next] button")

    def wants_no_more_questions(self) -> None:
        self.tap("[data-does=ask-no-more] button")
        self.is_asked("next")

    def hears_that_it_rings(self) -> None:
        self.sees("coming")
        expect(self.page.locator("[data-when=sent] h1")).to_be_visible()

    def hears(self, sentence: str) -> None:
        """How far who comes has come, on whichever screen after the check-in."""
        expect(self.page.locator("[data-live=said] >> visible=true").first).to_have_text(sentence)

    def reads(self, heading: str) -> None:
        expect(self.page.locator("h1:visible")).to_have_text(heading)

    def has_typed(self, digits: str) -> None:
        """What stands in the slots beside the name."""
        expect(self.page.locator(".name .slots")).to_have_text(re.compile(r"^\s*" + r"\s*".join(digits) + r"\s*$"))

    def traces(self) -> str:
        """Everything this browser still has of anybody: the document, what is typed, what is stored, where it was."""
        found: str = self.page.evaluate(
            """() => [
                document.documentElement.outerHTML,
                ...[...document.querySelectorAll("input, textarea")].map((field) => field.value),
                ...(location.protocol === "http:" ? [localStorage, sessionStorage] : [])
                    .map((store) => JSON.stringify(store)),
                location.href, document.title, JSON.stringify(history.state),
            ].join("\\n")"""
        )
        # numbers that could look like anything: the moment, the build, and the drawn code
        return re.sub(
            r'data-now="\d+"|/static/\w+/|<svg class="qr".*?</svg>|data-order="\d+"', "", found, flags=re.DOTALL
        )
