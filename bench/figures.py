"""How figures are reported: median, 99th percentile and spread, and the machine they were taken on."""

import os
import platform
import statistics
from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile; `share` between 0 and 1."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def spread(values: Sequence[float], unit: str = "ms") -> str:
    low, high = percentile(values, 0.05), percentile(values, 0.95)
    middle = statistics.median(values)
    return f"{middle:.2f} {unit} (5–95 %: {low:.2f}–{high:.2f}, p99 {percentile(values, 0.99):.2f}, n={len(values)})"


def machine() -> str:
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, load {load:.1f}"
