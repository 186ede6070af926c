"""A TV's own browser as slow sets have it: a sixth of the processor, two megabits a second (FAULTS F17)."""

from playwright.sync_api import CDPSession, Page

SLOWER = 6
BYTES_PER_SECOND = 2_000_000 / 8
LATENCY_MS = 20


def slowed(page: Page) -> CDPSession:
    """The session that keeps it slow; what a page loads from now on takes its time."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    session.send("Network.enable")
    speed = {"downloadThroughput": BYTES_PER_SECOND, "uploadThroughput": BYTES_PER_SECOND}
    session.send("Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY_MS, **speed})
    return session
