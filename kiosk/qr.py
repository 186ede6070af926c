"""QR codes: for a page as one SVG path, for a terminal as half blocks."""

QUIET = 4  # modules of margin that the standard asks for


def svg(text: str) -> str:
    """`text` as an inline SVG of class `qr`, dark on light whatever the tone of the page, for a scanner needs that.
    It is silent to screen readers: the text stands beside it."""
    matrix = _matrix(text)
    side = len(matrix)
    strokes = "".join(f"M{x} {y}h{length}v1h-{length}z" for y, row in enumerate(matrix) for x, length in _runs(row))
    return (
        f'<svg class="qr" viewBox="0 0 {side} {side}" aria-hidden="true" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path fill="#000" d="{strokes}"/></svg>'
    )


def terminal(text: str) -> str:
    """`text` for printing: a sign is two modules, one above the other; terminals are dark, so the light ones are drawn."""
    matrix = _matrix(text)
    below = [*matrix[1:], [False] * len(matrix)]
    pairs = [zip(matrix[y], below[y], strict=True) for y in range(0, len(matrix), 2)]
    return "\n".join("".join(_half_blocks(*pair) for pair in row) for row in pairs)


def _half_blocks(is_upper_dark: bool, is_lower_dark: bool) -> str:
    return (" " if is_lower_dark else "▄") if is_upper_dark else ("▀" if is_lower_dark else "█")


def _matrix(text: str) -> list[list[bool]]:
    """Rows of modules, the dark ones True, with the quiet margin around them."""
    import qrcode  # here, because it loads Pillow

    code = qrcode.QRCode(border=QUIET)
    code.add_data(text)
    return code.get_matrix()


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Where dark modules lie side by side: (first, how many)."""
    runs: list[tuple[int, int]] = []
    for x, is_dark in enumerate(row):
        if is_dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif is_dark:
            runs.append((x, 1))
    return runs
