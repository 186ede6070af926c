"""Every place a photograph can be taken at, by name."""

from . import outdoors, rooms
from .light import Setting

GROUNDS: dict[str, Setting] = {
    "linen": rooms.linen,
    "dark": rooms.dark,
    "olive": rooms.olive,
    "window": rooms.window,
    "stairs": rooms.stairs,
    "sunlit": rooms.sunlit,
    "nursery": rooms.nursery,
    "table": rooms.table,
    "shoji": rooms.shoji,
    "lattice": rooms.lattice,
    "arch": outdoors.arch,
    "field": outdoors.field,
    "city": outdoors.city,
    "lanterns": outdoors.lanterns,
    "moon_gate": outdoors.moon_gate,
}
