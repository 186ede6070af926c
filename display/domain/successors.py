"""Which photo stands for one that is gone: a new export of it, never a photo of its own that merely has its name now, as after
numbering the files anew. No taps and no files: names, and what was known before."""

import unicodedata
from collections.abc import Iterable, Mapping

from kiosk.records import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A photo as it is called; `is_there` while it has a file."""

    id: str
    look: str
    name: str
    is_there: bool

    @property
    def called(self) -> tuple[str, str]:
        return self.look, _folded(self.name)

    @property
    def shot(self) -> tuple[str, str]:
        """The same for files that differ in their ending alone, as a RAW and its JPEG; every photo's name has one."""
        return self.look, _folded(self.name).rpartition(".")[0]


def _folded(name: str) -> str:
    """Systems spell one name in several ways: composed or not, in small letters or capitals."""
    return unicodedata.normalize("NFC", name).casefold()


def successors(
    gone: Iterable[Named], there: Iterable[Named], before: Mapping[str, Named | None], rewritten: Mapping[str, str]
) -> dict[str, str]:
    """By the photo that is gone, the one that it was exported anew as. `before` are the photos that a batch has changed, as they
    were then, None for one that nobody knew; `rewritten` says what was found in place of which photo, under its very path.
    Without that the name decides, the whole of it or all but its ending, where it fits one photo alone."""
    by_id = {photo.id: photo for photo in there}
    by_name: dict[tuple[str, str], list[Named]] = {}
    by_shot: dict[tuple[str, str], list[Named]] = {}
    for photo in by_id.values():
        by_name.setdefault(photo.called, []).append(photo)
        by_shot.setdefault(photo.shot, []).append(photo)
    found = {}
    for former in gone:
        instead = by_id.get(rewritten.get(former.id, ""))
        choices = ([instead] if instead else [], by_name.get(former.called, []), by_shot.get(former.shot, []))
        fitting = ([one for one in some if _may_follow(former, one, before)] for some in choices)
        alone = next((some for some in fitting if len(some) == 1), None)
        if alone:
            found[former.id] = alone[0].id
    return found


def _may_follow(former: Named, photo: Named, before: Mapping[str, Named | None]) -> bool:
    """What nobody knew may. What was known is a photo of its own, unless it had this name already when the former one went: as
    another file of the same shot, or as an earlier export of it that was put back."""
    was = before.get(photo.id, photo)
    if was is None:
        return True
    once = before.get(former.id, former)
    went_now = once is not None and once.is_there
    return went_now and was.shot == former.shot and (not was.is_there or was.called != former.called)
