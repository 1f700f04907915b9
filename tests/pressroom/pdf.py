"""Writes small real PDF files with Chinese text: a standard CID font, a ToUnicode map, one column of lines."""

import zlib
from collections.abc import Sequence

WIDTH = 38  # characters in a line
LINES = 40  # lines on a page

_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Ucs2 def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n1 beginbfrange <0000> <FFFF> <0000> endbfrange\n"
    b"endcmap CMapName currentdict /CMap defineresource pop end end"
)


def make_pdf(title: str, paragraphs: Sequence[str]) -> bytes:
    """A PDF 1.4 file with the title and the paragraphs, as many pages as they need."""
    lines = [title, ""]
    for paragraph in paragraphs:
        text = "\u3000\u3000" + paragraph
        lines += [text[i : i + WIDTH] for i in range(0, len(text), WIDTH)] + [""]
    pages = [lines[i : i + LINES] for i in range(0, len(lines), LINES)]
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        4: b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> >>",
        5: b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        b"/Ascent 752 /Descent -271 /CapHeight 737 /StemV 58 >>",
        6: _stream(_TO_UNICODE),
        7: b"<< /Title <FEFF" + title.encode("utf-16-be").hex().upper().encode() + b"> /Producer (Pressroom) >>",
    }
    kids = []
    for number, page in enumerate(pages):
        at = 8 + number * 2
        kids.append(f"{at} 0 R")
        objects[at] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            + f"/Contents {at + 1} 0 R >>".encode()
        )
        drawn = b"".join(f"<{line.encode('utf-16-be').hex().upper()}> Tj T*\n".encode() for line in page)
        objects[at + 1] = _stream(b"BT /F1 12 Tf 18 TL 60 780 Td\n" + drawn + b"ET")
    objects[2] = f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(kids)}] >>".encode()
    return _file(objects)


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data)
    return f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream"


def _file(objects: dict[int, bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + objects[number] + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{places[number]:010d} 00000 n \n".encode() for number in sorted(places))
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 7 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)
