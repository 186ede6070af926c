"""QR codes."""

import qrcode


def terminal(text: str) -> str:
    code = qrcode.QRCode(border=2)
    code.add_data(text)
    matrix = code.get_matrix()
    rows = [matrix[i : i + 2] for i in range(0, len(matrix), 2)]
    return "\n".join(
        "".join(" ▄▀█"[2 * (not top) + (not (pair[1][x] if len(pair) > 1 else False))] for x, top in enumerate(pair[0]))
        for pair in rows
    )
