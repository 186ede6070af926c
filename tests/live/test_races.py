"""Two colleagues, one party, the same moment: exactly one wins, and the other is told who (I2, FAULTS F11)."""

import os
import statistics
import threading
import time
from typing import Any

from ..crowd import crowded
from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line

RACES = int(os.environ.get("RACES", "40"))


def test_i2_of_two_simultaneous_acceptances_one_wins_and_the_other_is_told_who(server: Server) -> None:
    add_bookings(server, booking_line(2031))
    station, lin, jo = server.device("station"), server.device("station"), server.device("station")
    status, answer = station.tap("/visits", actor="mei", booking=2031)
    assert status == 201, answer
    path = f"/visits/{answer['visit']}"
    assert station.tap(f"{path}/gate", actor="mei")[0] == 201
    holder = "mei"
    told_after: list[float] = []
    for _ in range(RACES):
        rivals = {"lin", "jo", "noor"} - {holder}
        one, other = sorted(rivals)[:2]
        assert station.tap(f"{path}/handoffs", actor=holder, receiver=one, stage="makeup")[0] == 201
        answers = both_at_once([(lin, one), (jo, other)], f"{path}/handoff/acceptance")
        assert sorted(status for status, _, _ in answers.values()) == [201, 409]
        holder = next(who for who, (status, _, _) in answers.items() if status == 201)
        _, refusal, seconds = next(answer for answer in answers.values() if answer[0] == 409)
        assert (refusal["code"], refusal["detail"]) == ("already_taken", {"holder": holder})
        told_after.append(seconds)
        assert station.get(path)["holder"] == holder
    assert statistics.median(told_after) < 0.3 and max(told_after) * 1000 < crowded(300)
    assert server.run("verify-log").stdout.strip() == "The log is clean."


def both_at_once(taps: list[tuple[Client, str]], path: str) -> dict[str, tuple[int, dict[str, Any], float]]:
    barrier = threading.Barrier(len(taps))
    answers: dict[str, tuple[int, dict[str, Any], float]] = {}

    def accept(client: Client, who: str) -> None:
        barrier.wait(10)
        began = time.monotonic()
        status, answer = client.tap(path, actor=who)
        answers[who] = (status, answer, time.monotonic() - began)

    threads = [threading.Thread(target=accept, args=tap) for tap in taps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers
