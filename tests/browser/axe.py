"""What axe finds on a page (github.com/dequelabs/axe-core)."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

SERIOUS = ("serious", "critical")
RUN = "options => axe.run(document, options).then((found) => found.violations)"


def findings(page: Page) -> list[dict[str, Any]]:
    """Every violation. Colours are looked at on pages in English: they are the same in every language, and that one rule takes
    longer than all others together."""
    has_contrast = page.evaluate("document.documentElement.lang").startswith("en")
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": has_contrast}}}
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(RUN, options)
    return found


def barriers(page: Page) -> list[dict[str, Any]]:
    """Those that keep somebody out."""
    return [one for one in findings(page) if one["impact"] in SERIOUS]
