"""A screen that only listens knows what it has missed."""

from kiosk.simulate.sockets import Heard


def changed(before: int, seq: int) -> bytes:
    return b'42["changed",{"from":%d,"seq":%d,"topics":["visit-1"],"parts":[]}]' % (before, seq)


def heard(*frames: bytes) -> Heard:
    screen = Heard()
    for frame in frames:
        screen.take(frame)
    return screen


def test_announcements_that_follow_one_another_miss_nothing() -> None:
    screen = heard(b'42["hello",{"seq":4,"build":"b"}]', changed(4, 5), changed(5, 8), b'42["beat",{"seq":99}]')
    assert (screen.seq, screen.heard, screen.missed) == (8, 2, [])


def test_a_gap_is_told() -> None:
    assert heard(b'42["hello",{"seq":4}]', changed(4, 5), changed(6, 7)).missed == [(5, 6)]


def test_what_the_page_already_had_is_no_gap_and_a_new_hello_fetches_the_page() -> None:
    assert heard(b'42["hello",{"seq":5}]', changed(4, 5), changed(5, 6)).missed == []
    screen = heard(b'42["hello",{"seq":4}]', changed(4, 5), b'42["hello",{"seq":9}]', changed(9, 10))
    assert (screen.seq, screen.missed) == (10, [])
