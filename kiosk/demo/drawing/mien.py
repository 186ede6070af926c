"""What a face does in one frame, and the skin it does it with."""

from ...records import dataclass
from .people import Skin
from .vector import Gradient, ink, lit

WHITE = ink("f8f1e8")
DARK = ink("21150f")


@dataclass(frozen=True)
class Mien:
    """What a face does: turn −1 (left) to 1 (right), beyond ±0.85 a profile; eyes, mouth, gaze and nod."""

    turn: float = 0.0
    tilt: float = 0.0
    eyes: str = "open"
    smile: float = 0.4
    laugh: bool = False
    gaze: float = 0.0
    nod: float = 0.0

    @property
    def is_profile(self) -> bool:
        return abs(self.turn) > 0.85


def skin_paint(skin: Skin) -> Gradient:
    return lit(skin.light, skin.base, skin.shade, 0.52)
