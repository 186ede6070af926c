"""The floor: visits, hand-offs, check-in, board and desk; owns storage and live sync."""

__version__ = "0.1.0"
