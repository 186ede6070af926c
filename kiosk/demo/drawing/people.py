"""Who sits for the demo's photographs: complexion, hair and wardrobe colours."""

from ...records import dataclass
from .vector import Colour, ink


@dataclass(frozen=True)
class Skin:
    """From the window side to the room side, and where the blood shows."""

    light: Colour
    base: Colour
    shade: Colour
    deep: Colour
    blush: Colour
    lips: Colour


PORCELAIN = Skin(ink("fbe6d3"), ink("eec6a6"), ink("c48a66"), ink("7d4a33"), ink("dd7360"), ink("b0473f"))
HONEY = Skin(ink("f1cfad"), ink("d9a880"), ink("a36d49"), ink("653c26"), ink("c8654a"), ink("9b4f3f"))
UMBER = Skin(ink("a9704c"), ink("7d4b31"), ink("4c2a1c"), ink("2b160f"), ink("a5443a"), ink("7d3235"))
CHESTNUT = Skin(ink("bb8158"), ink("90593a"), ink("5a3421"), ink("331b11"), ink("b04e40"), ink("8a3a38"))
PAPER = Skin(ink("f8e3d2"), ink("e6c2a6"), ink("b88a6d"), ink("7c5641"), ink("d68470"), ink("a85f52"))


@dataclass(frozen=True)
class Person:
    """One sitter. hair names a style of heads.py; age 0 is a baby, 1 a child, 2 grown, 3 old."""

    name: str
    skin: Skin
    hair: str
    hair_colour: Colour
    age: int = 2
    makeup: float = 0.0
    glasses: bool = False
    beard: bool = False


CHEN = Person("Ms Chen", PORCELAIN, "chignon", ink("2a1c17"), makeup=1.0)
LI = Person("Mr Li", HONEY, "parted", ink("1e1613"))
ADA = Person("Ada Okafor", CHESTNUT, "cloud", ink("1d1412"), makeup=0.6)
EMEKA = Person("Emeka Okafor", UMBER, "cropped", ink("171110"), beard=True)
ZORA = Person("Zora Okafor", CHESTNUT, "puffs", ink("1d1412"), age=1)
KAI = Person("Kai Okafor", CHESTNUT, "down", ink("2a1d18"), age=0)
SATO = Person("Grandmother Sato", PAPER, "silver", ink("c9c5bf"), age=3, glasses=True)
