"""The feedback station at the lobby: one touch for a face, thanks for eight seconds, nothing left for the next guest."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from ..link import link_to
from ..serving import Client, Server
from .axe import barriers
from .conftest import Screens

pytestmark = pytest.mark.browser

SIZES = ((1280, 800), (1024, 768), (768, 1024))
MISPLACED = """() => {
  const targets = [...document.querySelectorAll(".feedback-room :is(button, .btn, .moods label)")];
  const small = targets.filter((one) => one.checkVisibility()).filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    return Math.round(height) < 64 || Math.round(width) < 64;
  });
  const html = document.documentElement;
  const overflows = html.scrollHeight > innerHeight + 1 || html.scrollWidth > innerWidth ? [html] : [];
  return [...small, ...overflows].map((one) => one.outerHTML.slice(0, 120));
}"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("house")) as server:
        yield server


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("impatient"))
    (server.data / "studio.toml").write_text("[lobby]\nidle_seconds = 5\nwarning_seconds = 12\n", "utf-8")
    with server:
        yield server


@pytest.fixture
def lobby(house: Server) -> Client:
    return house.device("lobby")


def face(page: Page, stage: str, word: str) -> None:
    page.get_by_role("group", name=stage).get_by_text(word).click()


def given(house: Server) -> int:
    found = house.device("desk").get("/events?limit=1000")["events"]
    return sum(one["type"] == "FeedbackGiven" for one in found)


def test_everything_is_on_one_screen_and_large_enough(lobby: Client, screens: Screens) -> None:
    for size in SIZES:
        for language in ("en-GB", "zh-CN", "zh-TW"):
            page = screens.open(lobby, f"/feedback?lang={LANGUAGES[language]}", size)
            assert page.evaluate(MISPLACED) == [], (size, language)
            page.close()


LANGUAGES = {"en-GB": "en", "zh-CN": "zh_Hans", "zh-TW": "zh_Hant"}


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_axe_finds_nothing_serious(house: Server, lobby: Client, screens: Screens, language: str) -> None:
    desk = house.device("desk")
    lobby.tap("/feedback", faces={"makeup": "unsure"}, words="The stool is high.")
    found = []
    for device, path in (
        (lobby, f"/feedback?lang={language}&face-makeup=content"),
        (lobby, f"/feedback?step=thanks&lang={language}"),
        (desk, f"/desk/feedback?lang={language}"),
        (desk, f"/desk/concerns?lang={language}"),
    ):
        page = screens.open(device, path, (1280, 800))
        found += [(path, one["id"]) for one in barriers(page)]
    assert found == []


def test_a_guest_touches_a_face_is_thanked_and_the_lobby_is_there_again(
    house: Server, lobby: Client, screens: Screens
) -> None:
    before = given(house)
    page = screens.open(lobby, "/feedback?lang=en")
    face(page, "Makeup", "Delighted")
    face(page, "Studio", "Not sure")
    page.get_by_label("Anything you would like to say?").fill("Tea!")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you.")).to_be_visible()
    assert given(house) == before + 1
    page.wait_for_url(f"{house.address}/lobby*", timeout=15000)
    page.go_back()
    page.wait_for_load_state()
    assert "Tea!" not in page.content()
    assert page.locator("input:checked").count() == 0


def test_who_sends_nothing_is_told_so_and_another_language_keeps_the_faces(lobby: Client, screens: Screens) -> None:
    page = screens.open(lobby, "/feedback?lang=en")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_have_text("Please touch a face, or write a few words.")
    face(page, "Makeup", "Delighted")
    page.get_by_role("link", name="繁體中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    expect(page.locator("#makeup-delighted")).to_be_checked()


def test_the_keyboard_alone_is_enough(house: Server, lobby: Client, screens: Screens) -> None:
    before = given(house)
    page = screens.open(lobby, "/feedback?lang=en")
    page.locator("#makeup-delighted").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#makeup-content")).to_be_checked()
    page.get_by_role("button", name="Send").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you.")).to_be_visible()
    assert given(house) == before + 1


def test_nobody_there_is_asked_and_then_the_page_is_clean(impatient: Server, screens: Screens) -> None:
    page = screens.open(impatient.device("lobby"), "/feedback?lang=en")
    face(page, "Makeup", "Unhappy")
    expect(page.get_by_role("dialog")).to_be_visible(timeout=20000)
    page.get_by_role("button", name="I’m still here").click()
    expect(page.locator("#makeup-unhappy")).to_be_checked()
    page.wait_for_url(f"{impatient.address}/lobby*", timeout=60000)
    assert given(impatient) == 0


def test_a_cut_line_is_waited_for_and_the_word_arrives_once(house: Server, lobby: Client, screens: Screens) -> None:
    before = given(house)
    with link_to(house.port) as link:
        context_page = screens.open(lobby, "/feedback?lang=en", address=link.address)
        face(context_page, "Makeup", "Content")
        link.cut()
        context_page.get_by_role("button", name="Send").click()
        expect(context_page.get_by_role("alert")).to_contain_text("Not sent yet.")
        link.heal()
        expect(context_page.get_by_role("heading", name="Thank you.")).to_be_visible(timeout=20000)
    assert given(house) == before + 1


def test_what_was_not_kept_is_not_thanked_for_and_stays_in_the_hand_that_wrote_it(
    lobby: Client, screens: Screens
) -> None:
    page = screens.open(lobby, "/feedback?lang=en")
    face(page, "Makeup", "Content")
    page.route(
        "**/feedback?*", lambda route: route.fulfill(status=429, json={"ok": False, "message": "A moment, please."})
    )
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("A moment, please.")
    page.unroute_all()
    page.clock.install()
    page.route("**/feedback?*", lambda route: route.abort())
    page.get_by_role("button", name="Send").click()
    said = page.get_by_role("alert").filter(has_text="please tell one of us")
    for _ in range(100):
        page.clock.run_for(1000)
        if said.count():
            break
    expect(said).to_be_visible()
    assert page.locator("input:checked").count() == 1


def test_from_here_too_a_person_can_be_called(house: Server, lobby: Client, screens: Screens) -> None:
    page = screens.open(lobby, "/feedback?lang=en")
    page.get_by_role("button", name="I’d rather talk to someone").click()
    page.wait_for_url("**/lobby?step=coming*")
    calls = [one for one in house.device("desk").get("/events?limit=1000")["events"] if one["type"] == "CallRaised"]
    assert len(calls) == 1
