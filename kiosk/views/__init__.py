"""Thin blueprints, one per noun. A view reads the request, runs one command or query, and answers."""

from . import (
    absences,
    badges,
    beside,
    bookings,
    briefs,
    concerns,
    customers,
    feedback,
    imports,
    lobby,
    mending,
    pairing,
    people,
    phones,
    rehearsal,
    replay,
    rooms,
    rota,
    screens,
    service,
    settings,
    sheets,
    visit_page,
    visits,
)

MODULES = (
    *(screens, visits, mending, beside, rooms, people, lobby, pairing, service, phones, visit_page, feedback, concerns),
    *(bookings, imports, customers, briefs, sheets, badges, absences, rota, settings, replay, rehearsal),
)
BLUEPRINTS = tuple(module.bp for module in MODULES)
