"""What the owner changed on the settings screen: laid over studio.toml, section by section."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """One section of the settings as JSON text; it takes the place of that section of studio.toml."""

    section: str
    value: str
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged:
    """`sections` have new values; every screen draws itself anew."""

    sections: tuple[str, ...]
