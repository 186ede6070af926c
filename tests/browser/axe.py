"""What axe finds on a page (github.com/dequelabs/axe-core)."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SERIOUS = ("serious", "critical")


def findings(page: Page) -> list[dict[str, Any]]:
    """Every violation. Colours are looked at on pages in English: they are the same in every language, and that one rule takes
    longer than all others together."""
    has_contrast = page.evaluate("document.documentElement.lang").startswith("en")
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": has_contrast}}}
    found: list[dict[str, Any]] = Axe().run(page, options=options).response["violations"]
    return found


def barriers(page: Page) -> list[dict[str, Any]]:
    """Those that keep somebody out."""
    return [one for one in findings(page) if one["impact"] in SERIOUS]
