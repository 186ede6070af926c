"""The sets behind the TVs: what each says of itself, and the page on which the house reads it."""

from flask import Blueprint, Response, jsonify, render_template, request
from pydantic import Field

from kiosk.domain.device import Device
from kiosk.floor import floor
from kiosk.records import dataclass
from kiosk.web import TapForm, device, open_to, takes

from ..condition import Condition, engine_of
from ..sales_room import sales_room

bp = Blueprint("tools", __name__)

MB = 1_000_000


class ConditionForm(TapForm):
    """Device pixels, bytes and milliseconds, as condition.Condition has them."""

    width: int = Field(ge=1, le=20000)
    height: int = Field(ge=1, le=20000)
    memory_gb: float | None = Field(default=None, gt=0, le=1024)
    holds: int = Field(ge=0, le=1000)
    held_bytes: int = Field(ge=0, le=10**11)
    longest_ms: int = Field(ge=0, le=10**8)
    is_kept_awake: bool = False


@dataclass(frozen=True, slots=True)
class Tv:
    device: Device
    is_connected: bool
    condition: Condition | None


@bp.post("/tv/condition")
@open_to("tv")
@takes(ConditionForm)
def tell(form: ConditionForm) -> Response:
    """No event: it is not kept."""
    now, engine = floor().store.clock.now(), engine_of(request.headers.get("User-Agent", ""))
    told = form.model_dump(include={"width", "height", "memory_gb", "holds", "longest_ms", "is_kept_awake"})
    sales_room().conditions[device().id] = Condition(now, engine, held_mb=form.held_bytes / MB, **told)
    return jsonify(ok=True)


@bp.get("/desk/tools")
@open_to("desk")
def tools() -> str:
    connected, conditions = floor().live.connected(), sales_room().conditions
    living = [one for one in floor().store.house.devices.values() if one.role == "tv" and one.revoked_at is None]
    tvs = [Tv(one, one.id in connected, conditions.get(one.id)) for one in living]
    return render_template("desk/tools.html", tvs=tvs)
