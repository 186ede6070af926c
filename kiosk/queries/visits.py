"""Visits of one day: today's from the picture, earlier ones from their rows."""

from datetime import date

from ..domain.visit import Visit
from ..kinds import VISITS
from ..store import Store


def visits_on(store: Store, on: date) -> tuple[int, list[Visit]]:
    """The log's seq and the visits of that day; for today also whoever is still in the house since earlier."""
    house = store.house
    if on == house.today:
        return house.seq, list(house.visits.values())
    rows = store.reader().execute("SELECT body FROM visit WHERE on_date = :on ORDER BY id", {"on": on.isoformat()})
    return house.seq, [VISITS.adapter.validate_json(row["body"]) for row in rows]
