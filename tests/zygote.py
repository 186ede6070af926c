"""Processes of the program that start at once: it is imported once, and each of them is a fork of that.

What they do after the import, their signals, sockets, locks and ends are those of `python -m kiosk`. The start itself is
tested with the real command (test_starting, test_packaging), and so is every bench.
"""

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from functools import cache
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[1]
LARGEST = 200_000


class Zygote:
    """The imported program, waiting to be forked. Safe to use from several threads."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._lock = threading.Lock()
        with theirs:
            command = [sys.executable, "-W", "ignore", "-m", "tests.zygote"]
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdin=theirs.fileno(), env=environment, start_new_session=True
            )
        atexit.register(self._end)

    def _end(self) -> None:
        self._line.close()
        self._process.wait(10)

    def ask(self, what: dict[str, Any], *files: int) -> Any:
        with self._lock:
            socket.send_fds(self._line, [json.dumps(what).encode()], files)
            answer = self._line.recv(LARGEST)
        assert answer, "the process that the others are forked from is gone"
        return json.loads(answer)


@cache
def zygote() -> Zygote:
    """Begun when it is first needed."""
    return Zygote()


class Forked:
    """A process of the program; as far as the tests need it, what `subprocess.Popen` is."""

    def __init__(self, arguments: list[str]) -> None:
        self.returncode: int | None = None
        out, their_out = os.pipe()
        err, their_err = os.pipe()
        try:
            asked = {"arguments": arguments, "environment": dict(os.environ)}
            self.pid = int(zygote().ask(asked, their_out, their_err))
        finally:
            os.close(their_out)
            os.close(their_err)
        self.stdout: IO[str] = os.fdopen(out, encoding="utf-8")
        self.stderr: IO[str] = os.fdopen(err, encoding="utf-8")

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = zygote().ask({"ended": self.pid})
        return self.returncode

    def wait(self, timeout: float) -> int:
        until = time.monotonic() + timeout
        while (code := self.poll()) is None:
            assert time.monotonic() < until, f"process {self.pid} did not end"
            time.sleep(0.002)  # whose child it is could only wait without an end
        return code


def _serve(line: socket.socket) -> list[str] | None:
    """Fork for whoever asks. In a fork: its arguments. None when nobody can ask any more."""
    while True:
        message, files, _, _ = socket.recv_fds(line, LARGEST, 2)
        if not message:
            return None
        asked = json.loads(message)
        if "ended" in asked:
            pid, status = os.waitpid(asked["ended"], os.WNOHANG)
            answer = os.waitstatus_to_exitcode(status) if pid else None
        elif (answer := os.fork()) == 0:
            line.close()
            _begin(asked["environment"], files)
            return list(asked["arguments"])
        for file in files:
            os.close(file)
        line.send(json.dumps(answer).encode())


def _begin(environment: dict[str, str], files: list[int]) -> None:
    """Be a process as `Popen(stdin=DEVNULL, stdout=…, stderr=…, env=…, start_new_session=True)` would have begun it."""
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDONLY)
    for file, number in ((nothing, 0), *zip(files, (1, 2), strict=True)):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()


def _main() -> int:
    from kiosk import starting

    starting.begin()
    from kiosk import __main__, app, serving  # noqa: F401 - what each server would import

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    arguments = _serve(socket.socket(fileno=os.dup(0)))
    if arguments is None:
        return 0
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return __main__.main(arguments)


if __name__ == "__main__":
    sys.exit(_main())
