"""What happens next, for parties with many looks: the whole of it is seen at once."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser

from ...serving import ZONE, Server
from .conftest import paired
from .guest import Guest
from .test_phone import speaks

pytestmark = pytest.mark.browser

# How far the main button reaches into the foot, and whether the path is one row.
SEEN = """() => {
    scrollTo(0, 0);
    const button = document.querySelector(".next [data-does=finish] button").getBoundingClientRect();
    const foot = document.querySelector(".foot").getBoundingClientRect();
    const tops = [...document.querySelectorAll(".path li")].map((one) => Math.round(one.getBoundingClientRect().top));
    const path = document.querySelector(".path");
    return { covered: Math.max(0, Math.round(button.bottom - foot.top)), rows: new Set(tops).size,
             isWide: path.scrollWidth > path.clientWidth };
}"""


LOOKS = ("white gown", "evening gown", "qipao", "business", "Hanfu")


@pytest.mark.parametrize("looks", [3, 4, 5])
def test_the_main_button_is_not_covered_however_many_looks_there_are(
    chromium: Browser, studio: Server, looks: int
) -> None:
    phone = f"138001355{looks:02d}"
    starts = datetime.now(ZONE) + timedelta(minutes=5)
    when = {"date": starts.date().isoformat(), "time": starts.strftime("%H:%M")}
    fields = {"party": "Ms Chen\nMr Li", "phone": phone, "package": "Wedding", "host": "mei", **when}
    assert studio.device("desk").tap("/bookings", **fields, look_names="\n".join(LOOKS[:looks]))[0] == 201
    context = paired(chromium, studio, viewport={"width": 1024, "height": 768})
    guest = Guest(context.pages[0], studio).come()
    guest.checks_in(phone[-4:], "Chen")
    guest.wants_no_more_questions()
    for language in ("en", "zh_Hans", "zh_Hant"):
        speaks(guest.page, language, "next")
        assert guest.page.evaluate(SEEN) == {"covered": 0, "rows": 1, "isWide": False}, language
    context.close()
