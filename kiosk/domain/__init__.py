"""Pure rules on frozen dataclasses. No Flask, no SQL, no clock, no I/O: what happened goes in, what follows comes out."""
