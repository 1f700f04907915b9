"""The charset comes from the bytes; headers and meta tags are only witnesses."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.decode import decode

SIMPLIFIED = "中国电信宣布旗下平台全面接入新模型，这是公司在人工智能领域的又一举措。"
TRADITIONAL = "中國電信宣布旗下平台全面接入新模型，這是公司在人工智慧領域的又一舉措。"


def page(text, label=""):
    meta = f'<meta charset="{label}">' if label else ""
    return f"<html><head>{meta}<title>t</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("text", "real", "labelled", "header"),
    [
        (SIMPLIFIED, "utf-8", "utf-8", "text/html; charset=utf-8"),
        (SIMPLIFIED, "utf-8", "gbk", ""),
        (SIMPLIFIED, "utf-8", "gb2312", "text/html; charset=GBK"),
        (SIMPLIFIED, "gbk", "utf-8", "text/html; charset=utf-8"),
        (SIMPLIFIED + "朱镕基、喆", "gb18030", "gb2312", ""),
        (SIMPLIFIED, "gbk", "", ""),
        (SIMPLIFIED, "gbk", "", "text/html; charset=ISO-8859-1"),
        (TRADITIONAL, "big5", "big5", ""),
        (TRADITIONAL, "big5", "", ""),
        (TRADITIONAL, "big5", "utf-8", ""),
        (SIMPLIFIED, "utf-8-sig", "gbk", ""),
        (SIMPLIFIED, "utf-16", "", ""),
        ("Café déjà vu, naïve façade", "cp1252", "utf-8", ""),
        ("Новости компании и рынка", "cp1251", "windows-1251", ""),
        ("日本経済新聞のニュースです", "euc-jp", "euc-jp", ""),
        ("日本経済新聞のニュースです", "cp932", "shift_jis", ""),
        ("한국 경제 뉴스입니다", "cp949", "euc-kr", ""),
        (SIMPLIFIED, "utf-8", "no-such-charset", "text/html; charset=none"),
    ],
)
def test_the_text_survives_whatever_is_declared(text, real, labelled, header):
    assert text in decode(page(text, labelled).encode(real), header)[0]


def test_a_few_damaged_bytes_do_not_change_the_charset():
    body = page(SIMPLIFIED * 20, "gbk").encode()
    assert decode(body[:-20])[1] == "utf-8"
    assert decode(body[:-50] + b"\xff" + body[-50:])[1] == "utf-8"


def test_the_source_can_set_the_charset():
    body = page("Grüße").encode("latin-1")
    assert decode(body, hint="iso-8859-1")[0].count("Grüße") == 1


def test_nul_characters_are_removed():
    assert "\x00" not in decode(b"<p>a\x00b</p>" * 20)[0]


@example(b"\0", "", "undefined")
@given(st.binary(max_size=300), st.text(max_size=30), st.none() | st.text(max_size=10))
def test_any_bytes_give_text(body, header, hint):
    text, name = decode(body, header, hint)
    assert isinstance(text, str)
    assert name
