"""The command line's way into a running server is closed to everyone else."""

import json

import pytest

from kiosk.keys import secret

from ..serving import Client, Server


@pytest.mark.parametrize("authorization", ["", "Bearer wrong", "Basic x"])
def test_without_the_folders_secret_there_is_nothing(studio: Server, authorization: str) -> None:
    headers = {"Authorization": authorization, "Content-Type": "application/json"}
    status, _, content = Client(studio).request("POST", "/control/pairings", '{"role": "desk"}', headers)
    assert (status, json.loads(content)["code"]) == (404, "not_found")


def test_secrets_are_the_servers_own(studio: Server) -> None:
    secret(studio.data, "control")
    for file in studio.data.glob("*.secret"):
        assert file.stat().st_mode & 0o777 == 0o600


def test_a_second_server_on_the_same_folder_refuses_to_start(studio: Server) -> None:
    done = studio.run("serve", "--port", "0", "--host", "127.0.0.1")
    assert done.returncode == 1
    assert "is already serving this folder" in done.stderr and done.stderr.count("\n") == 1
