"""What looks are commonly called: so that a sheet or a folder in one language is read in another."""

from .words import N_

LOOKS = (
    N_("white gown"),
    N_("wedding dress"),
    N_("evening gown"),
    N_("evening dress"),
    N_("qipao"),
    N_("xiuhe"),
    N_("hanfu"),
    N_("kimono"),
    N_("suit"),
    N_("business"),
    N_("casual wear"),
    N_("cap and gown"),
    N_("window light"),
    N_("in the studio"),
    N_("at home"),
    N_("in the garden"),
    N_("outdoors"),
    N_("by the sea"),
    N_("on the street"),
    N_("by night"),
)
