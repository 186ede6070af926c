"""The studio.toml that a first start leaves in the data folder, for the owner to begin from."""

from pathlib import Path

FIRST = """# Hand to Hand: your studio. Everything here has a default; take the # away where yours differs, then restart.

[studio]
name = "Linden Street Studio"
time_zone = "Asia/Shanghai"     # where the studio's clock ticks
languages = ["en", "zh_Hans", "zh_Hant"]  # those that guests and colleagues may choose from
language = "en"                 # one of them: what a screen speaks before somebody chooses
currency = "CNY"

[server]
# port = 8080
# hosts = ["studio.example.lan"]  # further names under which browsers may call this server

# The people of the house. As long as none stands here, ten examples are used (Mei Wang, Anna Brooks, Lin, Zhao …).
# [[person]]
# id = "mei"
# name = "Mei Wang"
# also = ["王梅"]                # other spellings that calendars use for her
# stages = ["reception", "farewell", "sales_room"]
# pronoun = "she"
# languages = ["en", "zh_Hans"]

# Stages with their targets in minutes: a card turns amber at soon_minutes and red at target_minutes.
# When you write stages here, write all of them.
# [[stage]]
# key = "makeup"
# name = { en = "Makeup", zh_Hans = "化妆", zh_Hant = "化妝" }
# target_minutes = 40
# soon_minutes = 32

# [[room]]
# key = "sales-1"
# name = "Sales room 1"
# stage = "sales_room"

# Column names of your own spreadsheets, beside the usual English and Chinese ones.
# [import.columns]
# phone = ["Contact no."]
"""


def first_settings(folder: Path) -> None:
    """Write the first studio.toml, never over an existing one."""
    file = folder / "studio.toml"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.write_text(FIRST, "utf-8")
