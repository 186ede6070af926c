"""Pure rules of the sales room: what a presentation shows, when, and in which order. No I/O, no clock."""
