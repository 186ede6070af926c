"""What a start leaves out is missed by nobody."""

import subprocess
import sys

from .serving import ROOT

STARTED = """
import gc, sys
from kiosk import starting
starting.begin()
import kiosk.serving
assert not {"requests", "urllib3", "websocket"} & {name for name, module in sys.modules.items() if module}
starting.finish()
assert gc.isenabled() and gc.get_freeze_count() > 10_000
import websocket
assert websocket.create_connection and "requests" not in sys.modules
"""


def test_a_server_loads_no_client_and_does_not_search_what_stays_for_good() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", STARTED], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
