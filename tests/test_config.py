"""A wrong studio.toml stops the start with one sentence that names file, key and fix."""

from pathlib import Path

import pytest

from kiosk.config import ConfigError, load
from kiosk.house_file import first_settings

from .serving import Server


def write(folder: Path, text: str) -> Path:
    file = folder / "studio.toml"
    file.write_text(text, "utf-8")
    return file


def test_without_a_file_the_house_comes_as_it_is(tmp_path: Path) -> None:
    settings = load(tmp_path / "studio.toml", {})
    assert settings.stage("makeup") is not None and settings.person("lin") is not None


def test_the_first_studio_toml_is_valid_and_never_overwritten(tmp_path: Path) -> None:
    first_settings(tmp_path)
    assert load(tmp_path / "studio.toml", {}).studio.name == "Linden Street Studio"
    write(tmp_path, '[studio]\nname = "Mine"\n')
    first_settings(tmp_path)
    assert load(tmp_path / "studio.toml", {}).studio.name == "Mine"


def test_flags_win_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    file = write(tmp_path, "[server]\nport = 1000\n")
    assert load(file, {}).server.port == 1000
    assert load(file, {"KIOSK_PORT": "2000"}).server.port == 2000
    assert load(file, {"KIOSK_PORT": "2000"}, port=3000).server.port == 3000


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[studio\n", ("not valid TOML",)),
        ('[studio]\ntime_zone = "Moon/Base"\n', ("studio.time_zone", "Asia/Shanghai", "Moon/Base")),
        ("[server]\nport = 99999\n", ("server.port", "99999")),
        ("[server]\nprot = 80\n", ("server.prot", "spelling")),
        ('[server]\nasync_mode = "gevent"\n', ("server.async_mode", "gevent")),
        (
            '[[stage]]\nkey = "makeup"\nname = "M"\ntarget_minutes = 10\nsoon_minutes = 20\n',
            ("stage.1", "soon_minutes"),
        ),
        ('[[stage]]\nkey = "makeup"\nname = "M"\ntarget_minutes = 10\n', ('key = "reception"',)),
        ('[[person]]\nid = "a"\nname = "A"\nstages = ["moon"]\n', ("moon", "reception")),
        ('[[person]]\nid = "a"\nname = "A"\nstages = []\n[[person]]\nid = "a"\nname = "B"\nstages = []\n', ("twice",)),
    ],
)
def test_a_wrong_value_is_one_clear_sentence(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    with pytest.raises(ConfigError) as error:
        load(write(tmp_path, text), {})
    sentence = str(error.value)
    assert "studio.toml" in sentence and sentence.count("\n") == 0
    assert all(word in sentence for word in words), sentence


def test_the_server_does_not_start_on_a_wrong_value(tmp_path: Path) -> None:
    server = Server(tmp_path)
    write(server.data, "[server]\nport = 99999\n")
    done = server.run("serve")
    assert (done.returncode, done.stdout) == (1, "") and done.stderr.count("\n") == 1


@pytest.mark.parametrize("given", ["", 'version = "1"\n', 'version = "spring"\n'])
def test_a_consent_reworded_by_hand_has_another_version_whatever_the_file_says(tmp_path: Path, given: str) -> None:
    def version(sentence: str) -> str:
        file = write(tmp_path, f'[[consent]]\nkey = "samples"\ntext = {{ en = "{sentence}" }}\n{given}')
        return load(file, {}).consents[0].version

    first, second = version("You may show some."), version("You may show all.")
    assert first != second and "1" not in (first, second)
    assert version("You may show some.") == first


def test_the_houses_own_sentences_keep_the_version_that_guests_have_answered() -> None:
    assert {consent.version for consent in load(Path("none"), {}).consents} == {"1"}
