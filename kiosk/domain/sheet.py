"""The work flow sheet: which legs a visit is planned to walk (REQUIREMENTS C10, C27-C28, C52-C54)."""

from ..records import dataclass

RECEPTION, MAKEUP, STUDIO, REMOVAL, FAREWELL, SALES_ROOM = (
    "reception",
    "makeup",
    "studio",
    "removal",
    "farewell",
    "sales_room",
)
KINDS = ("shoot", "selection", "pickup", "enquiry")
# A look is made in one of these and photographed in the other: here its wishes are acted on and the wish of the day is read back.
LOOK_STAGES = (MAKEUP, STUDIO)


@dataclass(frozen=True, slots=True)
class PlannedLeg:
    """One stretch of the plan; `look` counts from 1, 0 where no look is being made."""

    stage: str
    look: int = 0


def planned_legs(kind: str, looks: int) -> tuple[PlannedLeg, ...]:
    """The legs from the door to the farewell: one makeup and one studio leg per look, then removal and home to the host."""
    if kind == "shoot":
        loop = [PlannedLeg(stage, look) for look in range(1, looks + 1) for stage in LOOK_STAGES]
        middle = [*loop, PlannedLeg(REMOVAL, looks)]
    elif kind == "enquiry":
        middle = []
    else:
        middle = [PlannedLeg(SALES_ROOM)]
    return (PlannedLeg(RECEPTION), *middle, PlannedLeg(FAREWELL))
