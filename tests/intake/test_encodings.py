"""The encodings that studios' machines write."""

import pytest

from kiosk.intake.decoding import plain_bytes, text_of

TEXTS = {
    "simplified": "预约号,日期,顾客一,备注\r\n2031,2026/11/23,陈静怡,想要复古风格\r\n",
    "traditional": "預約號,日期,顧客一,備註\r\n2031,2026/11/23,林美玲,外婆行動不便\r\n",
    "one simplified name": "Name,Start\n张三,2026\n",
    "one traditional name": "Name,Start\n陳志強,2026\n",
    "western": "Name,Start,Notes\nAnna-Lena Müller,1,\nBjörn Åkesson,,“été” — 5 €\nZoë,Größe,\nGrace O’Connor,,\n",
    "one western name": "Name,Start\nÅsa,1\n",
    "everything": "预约号,顾客一,备注\n2039,Grace O’Connor,\n2042,Müller,Åkesson\n2050,迪丽热巴·买买提,—\n",
}
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "big5", "cp1252"]


def writable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize(
    ("name", "encoding"),
    [(name, encoding) for name in TEXTS for encoding in ENCODINGS if writable(TEXTS[name], encoding)],
)
def test_the_text_comes_back_whatever_wrote_it(name: str, encoding: str) -> None:
    assert text_of(plain_bytes(TEXTS[name].encode(encoding))) == TEXTS[name]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_broken_byte_spoils_one_value_and_not_the_file(encoding: str) -> None:
    text = text_of(TEXTS["simplified"].encode(encoding) + b"\xff\xff,\r\n")
    assert text.startswith(TEXTS["simplified"])
    assert "\ufffd" in text
