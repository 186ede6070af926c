"""`simulate`: a studio day played against a running server through its public interface, and watched from outside.

A seed draws the day (`day`), the crew decides tap by tap from what the server shows (`crew`), a lossy network carries the
taps (`delivery`), and after every step the rules of the house are checked by somebody who sees nothing but answers
(`watching`, `invariants`, `model`).
"""
