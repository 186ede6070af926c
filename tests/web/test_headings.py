"""Whoever has a page read out goes from heading to heading: on no page of the desk is a level left out."""

import html
import re
from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest

from ..serving import Client, Server
from .bookings import HEADER, booking_line
from .matrix import MATRIX
from .test_browser_import import upload

# Pieces of a page, and what programs ask for.
NO_PAGES = {"/desk/clashes", "/desk/customers/suggestions", "/desk/devices/asking", "/desk/replay/<on>/moments"}
ALIKE = 6  # so many pages of one kind: with and without what may stand on them
RULES = {
    re.compile(re.sub(r"<int:\w+>", r"\\d+", re.sub(r"<(?!int)\w+>", r"[^/]+", rule))): rule
    for route, roles in MATRIX.items()
    for method, rule in [route.split(" ")]
    if method == "GET"
    and "desk" in roles
    and "<path:" not in rule
    and not rule.endswith((".csv", ".txt", ".json", ".svg"))
}


def kind_of(path: str) -> str:
    """The route of an address: the plainest that fits it, as the server chooses."""
    fitting = [rule for pattern, rule in RULES.items() if pattern.fullmatch(urlsplit(path).path)]
    return min(fitting, key=lambda rule: rule.count("<"), default="")


def pages(desk: Client, *begins: str) -> Iterator[tuple[str, str]]:
    """Every kind of page that a link leads to, with what it says."""
    waiting, seen, kinds = deque(begins), set(begins), Counter[str]()
    while waiting:
        path = waiting.popleft()
        kinds[kind_of(path)] += 1
        status, headers, content = desk.request("GET", path, headers={"Accept": "text/html"})
        if status != 200 or "text/html" not in headers["Content-Type"]:
            continue
        text = content.decode()
        yield path, text
        for link in re.findall(r'<a\b[^>]*\bhref="([^"]+)"', text):
            parts = urlsplit(urljoin(path, html.unescape(link)))
            address = parts.path + (f"?{parts.query}" if parts.query else "")
            if not parts.netloc and address not in seen and kind_of(address) and kinds[kind_of(address)] < ALIKE:
                seen.add(address)
                waiting.append(address)


def skipped(text: str) -> list[str]:
    """The headings that stand more than one level below the one before."""
    found, before = [], 0
    for level, said in re.findall(r"<h([1-6])\b[^>]*>(.*?)</h\1>", text, re.S):
        if int(level) > before + 1:
            found.append(f"h{level} after h{before}: {re.sub(r'<[^>]+>', '', said).strip()}")
        before = int(level)
    return found


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The desk of the demo's house, where something stands on every page."""
    with Server(tmp_path_factory.mktemp("demo"), "eventlet", "demo", "--still", "--photos", "0") as server:
        yield server.device("desk")


def test_no_page_of_the_desk_leaves_out_a_level_of_headings(desk: Client) -> None:
    lines = [HEADER, booking_line(7001, names="Good Row,"), "7002,yesterday"]
    _, imported, _ = upload(desk, "\n".join(lines).encode())
    wrong, kinds = [], set()
    begins = ("/desk", "/desk/search?q=chen", "/desk/people/mei/absence", "/desk/rota", "/desk/tools", "/rehearsal")
    for path, text in pages(desk, *begins, urlsplit(imported).path):
        kinds.add(kind_of(path))
        wrong += [(path, one) for one in skipped(text)]
        assert text.count("<h1") == 1, path
    assert not wrong, "\n".join(map(str, wrong))
    assert {rule for rule in RULES.values() if rule.startswith("/desk")} - kinds <= NO_PAGES
