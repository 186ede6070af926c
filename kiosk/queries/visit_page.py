"""What a party sees of its own visit, and nothing else (REQUIREMENTS feature 7)."""

from ..domain.visit import Visit
from ..floor import Floor
from ..house import House
from ..keys import secret
from ..parts import Part
from ..passes import visit_code


def visit_of(one: Floor, code: str) -> Visit | None:
    """The visit in the house whose page has this address; with the farewell the address dies."""
    key = secret(one.folder, "visits")
    return next((visit for visit in one.store.house.present if visit_code(key, visit.id) == code), None)


def visit_parts(house: House, one: Floor, code: str) -> list[Part]:
    """The page's live pieces."""
    return []
