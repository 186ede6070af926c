"""A face beside every name."""

from datetime import datetime

from ..house import House
from ..records import dataclass


@dataclass(frozen=True, slots=True)
class Face:
    """`portrait` names a drawing or picture of the person; without one the initial is shown, same size, same place."""

    id: str
    name: str
    full_name: str
    portrait: str | None = None
    pronoun: str = "they"

    @property
    def initial(self) -> str:
        return self.name[:1].upper()


def face(house: House, staff_id: str) -> Face:
    person = house.staff.get(staff_id)
    if person is None:
        return Face(staff_id, staff_id, staff_id)
    return Face(person.id, person.short, person.name, person.portrait, person.pronoun)


def ms(moment: datetime) -> int:
    """Milliseconds since 1970, as scripts count."""
    return int(moment.timestamp() * 1000)
