"""Bookings from files: bytes → drafts (`parse`) → a plan against what is known (`plan`). No database, no clock, no log.

What a person typed somewhere else is never trusted and never guessed at: a row either reads without doubt or is refused
with its line and a sentence, and a refused row leaves all the others as they are.
"""
