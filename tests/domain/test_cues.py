"""Cue cards: who says what to whom."""

import string

import pytest

from kiosk.domain import cues, custody
from kiosk.domain import noting as n
from kiosk.domain.sheet import KINDS, planned_legs
from kiosk.i18n import LOCALES, gettext, speaking

from .cast import JO, LIN, MEI, ZHAO, Walk, at, started
from .test_custody import in_makeup, past_the_gate

SLOTS = {"party", "receiver", "store", "look", "place", "looks", "wish"}


def slots_of(card: cues.Cue) -> set[str]:
    parsed = (string.Formatter().parse(str(sentence)) for sentence in (*card.to_colleague, *card.to_party))
    return {field for one in parsed for _, field, _, _ in one if field}


def test_my_friends_is_said_on_the_first_leg_only() -> None:
    assert "my friends" in str(cues.cue(past_the_gate().visit, "makeup", 1).to_colleague[0])
    assert "friends of {store}" in str(cues.cue(in_makeup().visit, "studio", 1).to_colleague[0])


def test_the_wish_is_told_to_whoever_makes_or_photographs_a_look() -> None:
    visit = past_the_gate().visit
    assert cues.WISH in cues.cue(visit, "makeup", 1).to_colleague
    assert cues.WISH not in cues.cue(visit, "farewell", 0).to_colleague


def test_a_party_without_a_wish_gets_no_empty_sentence() -> None:
    walk = Walk(started(wish=""))
    walk.then(custody.pass_gate(walk.visit, MEI, (), ()), MEI, at(5))
    assert "wish" not in slots_of(cues.cue(walk.visit, "makeup", 1))


def test_the_loop_leg_asks_for_the_next_look() -> None:
    walk = in_makeup()
    walk.then(custody.offer(walk.visit, LIN, ZHAO, "studio"), LIN, at(40))
    walk.then(custody.accept(walk.visit, ZHAO), ZHAO, at(41))
    assert cues.cue(walk.visit, "makeup", 2).to_party == cues.TO_NEXT_LOOK.to_party


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", ["reception", "makeup", "studio", "removal", "farewell", "sales_room"])
@pytest.mark.parametrize("look", [0, 1, 2])
def test_no_card_has_a_slot_that_a_visit_cannot_fill(kind: str, stage: str, look: int) -> None:
    visit = Walk(started(kind=kind, plan=planned_legs(kind, 2))).visit
    assert slots_of(cues.cue(visit, stage, look)) <= SLOTS


def test_the_receiver_says_who_they_are_once_and_names_whoever_helps() -> None:
    assert cues.introduction(past_the_gate().visit) is None
    walk = in_makeup()
    assert cues.introduction(walk.visit) == cues.RECEIVER
    walk.then([n.AssistantNamed(assistant="jo")], LIN, at(30))
    assert cues.introduction(walk.visit) == cues.RECEIVERS
    walk.then(custody.offer(walk.visit, LIN, ZHAO, "studio"), LIN, at(40))
    walk.then(custody.accept(walk.visit, ZHAO), ZHAO, at(41))
    walk.then(custody.offer(walk.visit, ZHAO, LIN, "makeup"), ZHAO, at(80))
    walk.then(custody.accept(walk.visit, LIN, assistant=JO), LIN, at(81))
    assert cues.introduction(walk.visit) is None


def test_a_studio_says_it_in_its_own_words_and_keeps_the_wish() -> None:
    card = cues.cue(past_the_gate().visit, "makeup", 1)
    own = cues.spoken(card, {"en": "{receiver}, take {party}."}, {})
    house = tuple(map(str, cues.FIRST.to_colleague))
    assert own.to_colleague == (cues.OwnWords(house, (("en", "{receiver}, take {party}."),)), cues.WISH)
    assert own.to_party == cues.FIRST.to_party


@pytest.mark.parametrize(
    ("card", "text", "found"),
    [
        ("to_studio", "{receiver}: {look}, {place} of {looks}", None),
        ("to_host", "{receiver}: {look}", cues.Mistake("slot", "look")),
        ("first", "{receiver.__class__}", cues.Mistake("slot", "receiver.__class__")),
        ("first", "{receiver!r}", cues.Mistake("slot", "receiver")),
        ("first", "{receiver:>99}", cues.Mistake("slot", "receiver")),
        ("first", "{}", cues.Mistake("slot", "")),
        ("first", "{0}", cues.Mistake("slot", "0")),
        ("first", "{receiver", cues.Mistake("braces")),
        ("first", "} {", cues.Mistake("braces")),
        ("first", "these are my friends", None),
        ("to_host", "These are My Friends", cues.Mistake("forbidden", "my friend")),
        ("to_host", "{party}是我的朋友", cues.Mistake("forbidden", "我的朋友")),
        ("deputy", "{host} has a rest today", cues.Mistake("forbidden", "rest")),
        ("deputy", "{host} is interested in everything, arresting!", None),
        ("deputy", "{host}今天休息", cues.Mistake("forbidden", "休息")),
    ],
)
def test_own_words_keep_to_the_slots_and_away_from_forbidden_words(
    card: str, text: str, found: cues.Mistake | None
) -> None:
    assert cues.mistake(cues.CARDS[card], text) == found


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", cues.CARDS)
def test_the_houses_own_sentences_obey_the_same_rules_in_every_language(key: str, locale: str) -> None:
    card = cues.CARDS[key]
    with speaking(locale):
        sentences = [gettext(str(one)) for one in (*card.to_colleague, *card.to_party)]
    assert [cues.mistake(card, sentence) for sentence in sentences] == [None, None], sentences
