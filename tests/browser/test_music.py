"""The TV's music: one piece is held at a time, and none of one party's is heard by the next."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

SCRIPT = Path(__file__).parents[2] / "static" / "js" / "tv-music.js"

# Two pieces of silence, half a minute each; `held` are the addresses that were made and not given back.
PLAYER = """() => {
  const RATE = 8000, LENGTH = RATE * 30;
  const bytes = new ArrayBuffer(44 + LENGTH), view = new DataView(bytes);
  const text = (at, words) => [...words].forEach((letter, place) => view.setUint8(at + place, letter.charCodeAt(0)));
  text(0, "RIFF"); view.setUint32(4, 36 + LENGTH, true); text(8, "WAVEfmt "); view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); view.setUint16(22, 1, true); view.setUint32(24, RATE, true); view.setUint32(28, RATE, true);
  view.setUint16(32, 1, true); view.setUint16(34, 8, true); text(36, "data"); view.setUint32(40, LENGTH, true);
  new Uint8Array(bytes, 44).fill(128);
  window.held = new Set();
  window.fetched = [];
  const [make, give] = [URL.createObjectURL.bind(URL), URL.revokeObjectURL.bind(URL)];
  URL.createObjectURL = (blob) => { const url = make(blob); held.add(url); return url; };
  URL.revokeObjectURL = (url) => { held.delete(url); give(url); };
  window.music = makeMusic(() => Promise.resolve(2), (number) => {
    fetched.push(number);
    return Promise.resolve(new Blob([bytes], { type: "audio/wav" }));
  }, () => {});
}"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    page.add_script_tag(path=SCRIPT)
    page.evaluate(PLAYER)
    yield page
    page.close()


def plays(page: Page, fetched: list[int]) -> None:
    page.wait_for_function(
        "wanted => fetched.join() === wanted && !music.element.paused", arg=",".join(map(str, fetched))
    )


def test_a_piece_is_given_back_when_the_next_one_comes(page: Page) -> None:
    page.evaluate("music.aim(1)")
    for place in range(1, 4):
        plays(page, [0, 1, 0][:place])
        assert page.evaluate("held.size") == 1
        page.evaluate("music.element.dispatchEvent(new Event('ended'))")


def test_after_the_presentation_the_piece_fades_out_and_nothing_is_held(page: Page) -> None:
    page.evaluate("music.aim(1)")
    plays(page, [0])
    assert page.evaluate("(music.end(), music.element.paused)") is False
    page.wait_for_function("held.size === 0 && music.element.paused && !music.element.getAttribute('src')")


def test_the_next_party_does_not_begin_inside_the_last_ones_piece(page: Page) -> None:
    page.evaluate("music.aim(1)")
    plays(page, [0])
    page.evaluate("music.element.currentTime = 20")
    page.wait_for_function("music.element.currentTime >= 20 && !music.element.seeking")
    page.evaluate("music.end(); music.aim(1)")
    plays(page, [0, 0])
    assert page.evaluate("music.element.currentTime") < 10
    assert page.evaluate("held.size") == 1
    page.evaluate("music.aim(0)")
    page.wait_for_function("music.element.paused")
    assert page.evaluate("held.size") == 1  # a pause is no end
