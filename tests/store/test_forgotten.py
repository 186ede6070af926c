"""What the house forgets by itself: words typed beside a face on the mood line (feature 8; FAULTS T28, T40)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from kiosk.commands import beside, erasing, visit_page, visits
from kiosk.erasure import forget_words
from kiosk.kinds import VISITS
from kiosk.store import Store
from kiosk.transaction import Transaction, Writing
from kiosk.tries import Tries

from .conftest import SETTINGS, SetClock
from .test_redaction import book, complaints, do, everything_under, forge, plant, see_off


def note_moods(store: Store, *words: str) -> int:
    store.execute(Writing.by_system(), lambda tx: book(tx, 2041, 0))
    visit = do(store, visits.check_in, 2041, "en")["visit"]
    for word in words:
        do(store, beside.note_mood, visit, "upset", word)
    return int(visit)


def forget(store: Store) -> list[int]:
    def command(tx: Transaction) -> dict[str, Any]:
        return {"events": forget_words(tx)}

    return list(store.execute(Writing.by_system(), command).content["events"])


def test_a_word_beside_a_face_is_forgotten_after_thirty_days_and_the_face_stays(
    store: Store, clock: SetClock, tmp_path: Path
) -> None:
    visit = note_moods(store, "peculiar-word", "")
    clock.moment += timedelta(days=29)
    assert forget(store) == []
    do(store, beside.note_mood, visit, "calm", "newer-word")
    clock.moment += timedelta(days=2)
    assert len(forget(store)) == 1 and store.tidy()
    kept = everything_under(tmp_path)
    assert b"peculiar-word" not in kept and b"newer-word" in kept
    moods = store.find(VISITS, visit).moods  # type: ignore[union-attr]
    assert [(one.mood, one.word) for one in moods] == [("upset", ""), ("upset", ""), ("calm", "newer-word")]
    assert complaints(store) == [] and forget(store) == []


def test_the_partys_own_word_beside_its_face_is_forgotten_likewise(
    store: Store, clock: SetClock, tmp_path: Path
) -> None:
    visit, tries = note_moods(store, "peculiar-word"), Tries(limit=2, window=timedelta(hours=1))
    do(store, visit_page.tap_mood, tries, visit, "tired", "so-cold-here")
    assert b"so-cold-here" in everything_under(tmp_path)
    clock.moment += timedelta(days=31)
    assert len(forget(store)) == 2 and store.tidy()
    assert b"so-cold-here" not in everything_under(tmp_path)
    assert [(one.mood, one.word) for one in store.find(VISITS, visit).moods] == [("upset", ""), ("tired", "")]  # type: ignore[union-attr]
    assert complaints(store) == []


def test_words_that_were_forgotten_and_an_erasure_afterwards_leave_a_clean_log(store: Store, clock: SetClock) -> None:
    note_moods(store, "peculiar-word")
    customer = plant(store)
    clock.moment += timedelta(days=31)
    assert forget(store)
    see_off(store, clock)
    do(store, erasing.erase, SETTINGS, customer, str(customer))
    assert complaints(store) == []


def test_a_word_altered_after_it_was_forgotten_is_found(store: Store, clock: SetClock) -> None:
    note_moods(store, "peculiar-word")
    clock.moment += timedelta(days=31)
    (seq,) = forget(store)
    forge(store, f"UPDATE event SET body = replace(body, 'upset', 'glad') WHERE seq = {seq}")
    assert [one for one in complaints(store) if f"event {seq}" in one]
