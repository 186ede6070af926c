"""What a moment may take on a machine that others use as well."""

import os


def crowded(milliseconds: float) -> float:
    """So long on a machine of one's own; longer by as many as stand in line for each processor."""
    return milliseconds * (1 + os.getloadavg()[0] / (os.cpu_count() or 1))
