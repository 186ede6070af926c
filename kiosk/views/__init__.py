"""Thin blueprints, one per noun. A view reads the request, runs one command or query, and answers."""

from . import (
    badges,
    bookings,
    briefs,
    concerns,
    customers,
    feedback,
    imports,
    lobby,
    pairing,
    people,
    phones,
    rota,
    screens,
    service,
    settings,
    sheets,
    visit_page,
    visits,
)

MODULES = (
    *(screens, visits, people, lobby, pairing, service, phones, visit_page, feedback, concerns),
    *(bookings, imports, customers, briefs, sheets, badges, rota, settings),
)
BLUEPRINTS = tuple(module.bp for module in MODULES)
