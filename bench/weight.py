"""(d) What the board weighs: requests and bytes on the wire for a cold load with 40 visits, first contentful paint, and a
second load when nothing has changed. `python -m bench weight [--runs 5]`."""

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FLAGS, chromium_path
from tests.serving import Server
from tests.simulated import crowd

from .figures import machine, spread


def load(browser: Browser, server: Server, cookie: str) -> tuple[int, float, float, int]:
    """(requests, kB transferred, ms to first contentful paint) of a cold load, and the status of a second look."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    name, _, value = cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": server.address}])
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    asked: list[str] = []
    sizes: list[float] = []
    session.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(server.address + "/board")
    page.wait_for_selector("[data-fresh]:not(:empty)")
    page.wait_for_timeout(1000)
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    requests = [url for url in asked if url.startswith("http")]
    again = page.evaluate("""async () => {
        const first = await fetch(location.href, {headers: {Accept: "text/html"}});
        const etag = first.headers.get("ETag");
        const headers = {Accept: "text/html", "If-None-Match": etag};
        return (await fetch(location.href, {headers, cache: "no-store"})).status;
    }""")
    context.close()
    return len(requests), sum(sizes) / 1000, float(painted), int(again)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args(arguments)
    print(machine())
    path = chromium_path()
    assert path, "Chromium is needed (Debian's package: chromium)"
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder)) as server, sync_playwright() as playwright:
        crowd(server)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        cookie = server.device("board").cookie
        loads = [load(browser, server, cookie) for _ in range(options.runs)]
        browser.close()
    print(f"board, 40 visits: {loads[0][0]} requests, {spread([kb for _, kb, _, _ in loads], 'kB')} transferred cold")
    print(f"first contentful paint {spread([painted for _, _, painted, _ in loads])}")
    print(f"asked again with nothing changed: {loads[0][3]}")


if __name__ == "__main__":
    main()
