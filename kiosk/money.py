"""Amounts in the smallest unit, as people write them."""

# Currencies without cents (ISO 4217), as far as a studio may use them.
_WITHOUT = frozenset({"JPY", "KRW", "VND", "CLP", "ISK", "PYG", "UGX", "XAF", "XOF", "XPF"})


def minor_units(currency: str) -> int:
    """How many digits stand behind the point."""
    return 0 if currency in _WITHOUT else 2


def amount(cents: int | None, currency: str) -> str:
    """`123450` in CNY as `1,234.50`; '' for None."""
    if cents is None:
        return ""
    digits = minor_units(currency)
    return f"{cents / 10**digits:,.{digits}f}"
