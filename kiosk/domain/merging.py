"""Two records of one person become one, and nothing of either is lost (complaint P)."""

from dataclasses import replace

from .booking import folded
from .customer import Customer, Note, SpecialDate


def merged(kept: Customer, gone: Customer, beside: Note | None = None) -> tuple[Customer, Customer]:
    """Two records of one person become one: `kept` with everything that `gone` knew, and `gone` as an empty shell. `beside`
    is a note of what of `gone` had no place of its own (another name, another number)."""
    whole = replace(
        kept,
        phone=kept.phone or gone.phone,
        say=kept.say or gone.say,
        language=kept.language or gone.language,
        host=kept.host or gone.host,
        channel=kept.channel or gone.channel,
        notes=_all_notes(kept.notes, (*gone.notes, *((beside,) if beside else ()))),
        dates=_all_dates((*kept.dates, *gone.dates)),
        needs=tuple(dict.fromkeys((*kept.needs, *gone.needs))),
        moves=kept.moves + gone.moves,
        cancels=kept.cancels + gone.cancels,
        created_at=min(filter(None, (kept.created_at, gone.created_at)), default=None),
        version=kept.version + 1,
    )
    shell = Customer(id=gone.id, names=(), version=gone.version + 1, created_at=gone.created_at, merged_into=kept.id)
    return whole, shell


def _all_notes(notes: tuple[Note, ...], more: tuple[Note, ...]) -> tuple[Note, ...]:
    """All of them in the order they were written. Two of one id can only be of old: the second gets a free one."""
    known = {note.id: note for note in notes}
    for note in more:
        if known.setdefault(note.id, note) != note:
            free = max(known) + 1
            known[free] = replace(note, id=free)
    return tuple(sorted(known.values(), key=lambda note: (note.at, note.id)))


def _all_dates(dates: tuple[SpecialDate, ...]) -> tuple[SpecialDate, ...]:
    """Each day once; of two that say the same the one that knows the year."""
    known: dict[tuple[str, int, int, int | None], SpecialDate] = {}
    years = {(folded(one.label), one.month, one.day) for one in dates if one.year is not None}
    for one in dates:
        key = (folded(one.label), one.month, one.day)
        if one.year is not None or key not in years:
            known.setdefault((*key, one.year), one)
    return tuple(known.values())


def unlike(kept: Customer, gone: Customer) -> str:
    """What of `gone` has no place in `kept`: other names, another way to say them, another number; '' for nothing."""
    known = {folded(name) for name in kept.names}
    names = [name for name in gone.names if folded(name) not in known]
    phone = [gone.phone] if gone.phone and kept.phone and gone.phone != kept.phone else []
    spoken = [gone.say] if gone.say and kept.say and gone.say != kept.say else []
    return " · ".join([*names, *spoken, *phone])
