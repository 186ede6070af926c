"""When a file is worked on and what is said about it, with plain numbers for the clock."""

from dataclasses import replace

from display.folder import Sighting
from display.jobs import Outcome
from display.library import Kind
from display.settling import ABSENT_SECONDS, REWRITE_SECONDS, SETTLE_SECONDS, Arrival, Arrivals, KnownFile, Moment

PATIENCE = 4.0
PATH = "2031/a.jpg"
WALL = 1_000_000 * 10**9
READY = Outcome("done", "0123456789abcdef", 600, 400, None, ("thumb", "tv"))


def sighting(size: int = 100, changed_at: float = 0.0, path: str = PATH, kind: Kind = Kind.PHOTO) -> Sighting:
    """A file last written at `changed_at`, on the same clock as `at`."""
    written = WALL + int(changed_at * 1e9)
    return Sighting(path, path, kind, True, size, written, written)


def at(now: float, previous: float | None = None) -> Moment:
    return Moment(now, WALL + int(now * 1e9), now - 0.1 if previous is None else previous)


def known(
    file: Sighting, state: str = "ready", photo: str | None = "feedfeedfeedfeed", reason: str | None = None
) -> KnownFile:
    return KnownFile(photo, *file.version, state, reason)


def look(arrivals: Arrivals, now: float, *files: Sighting, table: dict[str, KnownFile] | None = None) -> list[Arrival]:
    arrivals.reconcile("2031", {file.path: file for file in files}, table or {}, at(now))
    return arrivals.due(now)


def test_a_file_is_due_once_it_has_been_still() -> None:
    arrivals = Arrivals(PATIENCE)
    file = sighting(changed_at=10.0)
    assert look(arrivals, 10.0, file) == []
    assert look(arrivals, 10.0 + SETTLE_SECONDS - 0.01, file) == []
    assert arrivals.next_due() == 10.0 + SETTLE_SECONDS
    assert [arrival.file for arrival in look(arrivals, 10.0 + SETTLE_SECONDS, file)] == [file]


def test_a_file_that_was_still_before_we_looked_is_due_at_once() -> None:
    assert len(look(Arrivals(PATIENCE), 100.0, sighting(changed_at=90.0))) == 1


def test_an_old_modification_time_does_not_hide_that_a_copy_is_still_under_way() -> None:
    preset = replace(sighting(changed_at=100.0), mtime_ns=WALL - 10**15)
    assert look(Arrivals(PATIENCE), 100.0, preset) == []


def test_a_growing_file_is_never_due_and_its_clock_is_not_trusted_beyond_the_last_look() -> None:
    arrivals = Arrivals(PATIENCE)
    for step in range(50):
        assert look(arrivals, 10 + step * 0.1, sighting(size=step, changed_at=-3600.0 if step else 9.9)) == []


def test_a_file_rewritten_in_place_must_be_still_for_longer() -> None:
    arrivals = Arrivals(PATIENCE)
    table = {PATH: known(sighting(changed_at=0.0))}
    rewritten = sighting(changed_at=10.0)
    assert look(arrivals, 10.0, rewritten, table=table) == []
    assert look(arrivals, 10.0 + REWRITE_SECONDS - 0.1, rewritten, table=table) == []
    (arrival,) = look(arrivals, 10.0 + REWRITE_SECONDS, rewritten, table=table)
    (line,) = arrivals.conclude(arrival, READY, 12.5)
    assert (line["photo"], line["replaces"]) == (READY.photo, "feedfeedfeedfeed")


def test_a_cut_off_file_is_looked_at_again_before_it_is_turned_away() -> None:
    arrivals = Arrivals(PATIENCE)
    file = sighting(changed_at=10.0)
    (arrival,) = look(arrivals, 11.0, file)
    assert not arrivals.is_final(arrival, 11.0)
    assert arrivals.conclude(arrival, Outcome("incomplete"), 11.0) == []
    assert look(arrivals, 13.9, file) == []
    (again,) = look(arrivals, 14.0, file)
    assert again is arrival
    assert arrivals.is_final(again, 14.0)
    (line,) = arrivals.conclude(again, Outcome("rejected", reason="incomplete"), 14.1)
    assert (line["type"], line["reason"]) == ("rejected", "incomplete")


def test_a_turned_away_file_is_tried_again_when_it_changes() -> None:
    arrivals = Arrivals(PATIENCE)
    (arrival,) = look(arrivals, 20.0, sighting(size=50, changed_at=10.0))
    arrivals.conclude(arrival, Outcome("rejected", reason="incomplete"), 20.0)
    assert look(arrivals, 20.1, sighting(size=50, changed_at=10.0)) == []
    assert len(look(arrivals, 30.0, sighting(size=100, changed_at=21.0))) == 1


def test_a_verdict_on_a_file_that_changed_meanwhile_is_dropped() -> None:
    arrivals = Arrivals(PATIENCE)
    (arrival,) = look(arrivals, 20.0, sighting(size=50, changed_at=10.0))
    look(arrivals, 20.1, sighting(size=60, changed_at=20.1))
    assert arrivals.conclude(arrival, READY, 20.2) == []


def test_nothing_is_said_twice_while_the_servers_table_lags_behind() -> None:
    arrivals = Arrivals(PATIENCE)
    file = sighting(changed_at=10.0)
    (arrival,) = look(arrivals, 20.0, file)
    assert len(arrivals.conclude(arrival, READY, 20.5)) == 1
    for now in (20.6, 30.0, 300.0):
        assert look(arrivals, now, file) == []
    row = KnownFile(READY.photo, *file.version, "ready", None)
    assert look(arrivals, 301.0, file, table={PATH: row}) == []


def test_what_the_server_knows_is_not_done_again() -> None:
    file = sighting(changed_at=10.0)
    assert look(Arrivals(PATIENCE), 20.0, file, table={PATH: known(file)}) == []
    assert look(Arrivals(PATIENCE), 20.0, file, table={PATH: known(file, "rejected", None, "damaged")}) == []


def test_what_another_server_could_open_is_tried_once_more_after_a_start_without_a_word() -> None:
    file = sighting(changed_at=10.0)
    table = {PATH: known(file, "rejected", None, "heic_unsupported")}
    arrivals = Arrivals(PATIENCE)
    (arrival,) = look(arrivals, 20.0, file, table=table)
    assert arrivals.counted() == []
    assert arrivals.conclude(arrival, Outcome("rejected", reason="heic_unsupported"), 20.1) == []
    assert look(arrivals, 20.2, file, table=table) == []


def test_a_photo_is_gone_only_after_it_has_been_missing_for_a_while() -> None:
    arrivals = Arrivals(PATIENCE)
    table = {PATH: known(sighting())}
    assert arrivals.reconcile("2031", {}, table, at(10.0)) == []
    assert arrivals.bookings() == {"2031"}
    assert arrivals.reconcile("2031", {}, table, at(10.0 + ABSENT_SECONDS - 0.1)) == []
    (line,) = arrivals.reconcile("2031", {}, table, at(10.0 + ABSENT_SECONDS))
    told = {"type": "gone", "booking": "2031", "path": PATH, "photo": "feedfeedfeedfeed"}
    assert line == {**told, "is_moving": False}
    assert arrivals.reconcile("2031", {}, table, at(20.0)) == []
    assert arrivals.bookings() == set()


def test_a_photo_that_comes_back_in_time_was_never_gone() -> None:
    arrivals = Arrivals(PATIENCE)
    file = sighting()
    table = {PATH: known(file)}
    arrivals.reconcile("2031", {}, table, at(10.0))
    arrivals.reconcile("2031", {PATH: file}, table, at(11.0))
    assert arrivals.reconcile("2031", {}, table, at(10.0 + ABSENT_SECONDS)) == []


def test_a_file_deleted_on_its_way_is_forgotten() -> None:
    arrivals = Arrivals(PATIENCE)
    (arrival,) = look(arrivals, 20.0, sighting(changed_at=10.0))
    assert arrivals.counted() == [{"type": "arriving", "booking": "2031", "count": 1}]
    look(arrivals, 20.1)
    assert arrivals.counted() == [{"type": "arriving", "booking": "2031", "count": 0}]
    assert arrivals.conclude(arrival, READY, 20.2) == []


def test_lost_renditions_are_made_again() -> None:
    file = sighting(changed_at=10.0)
    arrivals = Arrivals(PATIENCE)
    arrivals.forget(PATH)
    assert len(look(arrivals, 20.0, file, table={PATH: known(file)})) == 1


def test_trouble_with_the_share_says_nothing_about_the_photo() -> None:
    arrivals = Arrivals(PATIENCE)
    file = sighting(changed_at=10.0)
    (arrival,) = look(arrivals, 20.0, file)
    assert arrivals.conclude(arrival, Outcome("unavailable"), 20.1) == []
    assert look(arrivals, 21.0, file) == []
    assert look(arrivals, 26.0, file) == [arrival]


def test_a_file_that_is_being_renamed_is_told_from_one_that_was_written_anew() -> None:
    arrivals = Arrivals(PATIENCE)
    one, two = sighting(size=1, changed_at=1.0), sighting(size=2, changed_at=1.0, path="2031/b.jpg")
    table = {one.path: known(one), two.path: known(two, photo="beefbeefbeefbeef")}
    moved = replace(one, path=two.path), replace(two, path="2031/c.jpg")
    due = look(arrivals, 20.0, *moved, table=table)
    lines = [arrivals.conclude(arrival, READY, 21.0)[0] for arrival in due]
    assert [(line["path"], line["is_moving"]) for line in lines] == [("2031/b.jpg", True), ("2031/c.jpg", False)]
    anew = sighting(size=3, changed_at=30.0, path="2031/c.jpg")
    (arrival,) = look(arrivals, 40.0, moved[0], anew, table={two.path: known(moved[0]), anew.path: known(moved[1])})
    assert not arrivals.conclude(arrival, READY, 41.0)[0]["is_moving"]
