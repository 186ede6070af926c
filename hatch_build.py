"""Build hook: compiled translations always, templates and static files in the wheel."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGUES = "kiosk/translations/*/LC_MESSAGES/messages.po"
BESIDE_THE_PACKAGES = {"templates": "kiosk/templates", "static": "kiosk/static"}


def compile_catalogue(po: Path) -> None:
    with po.open("rb") as source:
        catalogue = read_po(source)
    with po.with_suffix(".mo").open("wb") as target:
        write_mo(target, catalogue)


class CustomBuildHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for po in sorted(Path(self.root).glob(CATALOGUES)):
            compile_catalogue(po)
        # An editable install reads both folders where they are; copies would only go stale.
        if version != "editable":
            build_data["force_include"].update(BESIDE_THE_PACKAGES)
