"""The feedback station: a face for a stage, a few words, no name; and what the desk makes of it (E33, complaint N)."""

import re
from collections.abc import Iterator

import pytest

from ..serving import Client, Server
from .bookings import add_bookings, booking_line
from .party import arrive, page_of, shown


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("house")) as server:
        yield server


@pytest.fixture
def lobby(house: Server) -> Client:
    return house.device("lobby")


@pytest.fixture
def desk(house: Server) -> Client:
    return house.device("desk")


def counts(desk: Client) -> dict[str, list[int]]:
    """By stage, how often each face was touched, delighted first."""
    rows = re.findall(r"<li><h2>(.*?)</h2>(.*?)n = \d+", shown(desk, "/desk/feedback"), re.S)
    return {stage: [int(number) for number in re.findall(r'<b class="num">(\d+)</b>', row)] for stage, row in rows}


def test_a_guest_touches_faces_and_the_desk_sees_them_with_their_number(lobby: Client, desk: Client) -> None:
    faces = {"makeup": "delighted", "studio": "unhappy"}
    assert lobby.tap("/feedback", faces=faces, words="The stool is high.")[0] == 201
    page = shown(desk, "/desk/feedback")
    assert counts(desk)["Makeup"] == [1, 0, 0, 0] and counts(desk)["Studio"] == [0, 0, 0, 1]
    assert counts(desk)["Reception"] == [0, 0, 0, 0]
    assert "1 answer" in page and "n = 1" in page and "The stool is high." in page


def test_the_lobby_is_told_nothing_of_who_it_was(house: Server, lobby: Client, desk: Client) -> None:
    lobby.tap("/feedback", faces={"makeup": "content"}, words="no name")
    (given,) = [one for one in desk.get("/events?limit=1000")["events"] if one["type"] == "FeedbackGiven"]
    assert given["body"]["visit"] is None and "no name" not in str(given)


def test_who_writes_a_name_is_named_at_the_desk_and_nobody_else(lobby: Client, desk: Client) -> None:
    assert 'name="name"' in shown(lobby, "/feedback")
    assert lobby.tap("/feedback", faces={"makeup": "unhappy"}, name=" Emma\nWhitfield ")[0] == 201
    assert lobby.tap("/feedback", faces={}, words="Only words")[0] == 201
    assert lobby.tap("/feedback", faces={}, name="Nothing said")[1]["code"] == "nothing_said"
    page = shown(desk, "/desk/feedback")
    assert page.count("<b>Emma Whitfield</b>") == 1 and "Makeup: Unhappy" in page and "Only words" in page
    assert "Whitfield" not in str(desk.get("/events?limit=1000"))  # the log keeps no name


def test_as_a_plain_form_it_leads_to_thanks_and_from_there_to_the_lobby(lobby: Client) -> None:
    page = shown(lobby, "/feedback")
    assert 'name="face-makeup" value="delighted"' in page
    status, headers, _ = lobby.form("/feedback", **{"face-makeup": "delighted", "words": ""})
    assert (status, headers["Location"]) == (303, "/feedback?step=thanks")
    thanks = shown(lobby, headers["Location"])
    assert "Thank you." in thanks and 'content="8; url=/lobby"' in thanks


def test_who_says_nothing_is_asked_once_more_and_keeps_what_was_there(lobby: Client) -> None:
    status, _, content = lobby.form("/feedback", words="   ")
    assert status == 422 and b"Please touch a face, or write a few words." in content
    kept = shown(lobby, "/feedback?face-makeup=unsure&lang=zh_Hans")
    assert re.search(r'value="unsure" checked', kept)


def test_i12_a_way_to_a_person_stands_on_each_of_its_pages(lobby: Client) -> None:
    for path in ("/feedback", "/feedback?step=thanks"):
        assert "I’d rather talk to someone" in shown(lobby, path)


def test_faces_and_stages_that_this_studio_does_not_know_are_nothing(lobby: Client, desk: Client) -> None:
    assert lobby.tap("/feedback", faces={"cellar": "delighted"})[1]["code"] == "nothing_said"
    assert lobby.tap("/feedback", faces={"makeup": "furious"})[1]["code"] == "nothing_said"
    assert lobby.tap("/feedback", faces={"makeup": "content", "cellar": "content"}, words="x" * 501)[0] == 400
    assert counts(desk)["Makeup"] == [0, 0, 0, 0]


def test_a_childs_fingers_are_kept_and_not_counted(lobby: Client, desk: Client) -> None:
    for _ in range(3):
        assert lobby.tap("/feedback", faces={"makeup": "unhappy"})[0] == 201
    page = shown(desk, "/desk/feedback")
    assert counts(desk)["Makeup"] == [0, 0, 0, 0] and "0 answers" in page
    assert "3 answers came faster than anyone can read" in page


def test_an_impatient_finger_counts_once(lobby: Client, desk: Client) -> None:
    for _ in range(3):
        assert lobby.tap("/feedback", "one-and-the-same-tap", faces={"makeup": "delighted"})[0] == 201
    assert counts(desk)["Makeup"] == [1, 0, 0, 0]


def test_another_tablets_answers_do_not_make_a_burst(house: Server, desk: Client) -> None:
    for _ in range(3):
        assert house.device("lobby").tap("/feedback", faces={"makeup": "content"})[0] == 201
    assert counts(desk)["Makeup"] == [0, 3, 0, 0]


def test_a_tablet_that_is_hammered_has_an_end(lobby: Client) -> None:
    answers = [lobby.tap("/feedback", words="x")[0] for _ in range(41)]
    assert answers == [201] * 40 + [429]


def test_a_party_is_asked_about_where_it_has_been_and_counts_with_its_last_word(house: Server, desk: Client) -> None:
    add_bookings(house, booking_line(2031))
    path, phone = page_of(house, arrive(house.device("station"), 2031)), Client(house)
    page = shown(phone, f"{path}/feedback")
    assert 'name="face-makeup"' in page and 'name="face-studio"' not in page
    for face in ("unhappy", "delighted"):
        status, headers, _ = phone.form(f"{path}/feedback", **{"face-makeup": face, "words": f"now {face}"})
        assert (status, headers["Location"]) == (303, f"{path}/feedback?step=thanks")
    assert counts(desk)["Makeup"] == [1, 0, 0, 0]
    results = shown(desk, "/desk/feedback?days=7")
    assert "now delighted" in results and "now unhappy" not in results and "from a party’s own page" in results


def test_only_the_periods_on_offer_are_shown(desk: Client) -> None:
    for asked in ("7", "30", "90", "0", "-3", "x", "9" * 30):
        assert "0 answers" in shown(desk, f"/desk/feedback?days={asked}")
