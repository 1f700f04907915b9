"""Decompresses bodies, notices those that end too early, and lets through those that were never compressed."""

import zlib

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Response

TRUNCATED = "truncated"  # flag of a response whose compressed body ends before its end
_GZIP = b"\x1f\x8b"


class Compression(HttpCompressionMiddleware):
    """Scrapy's own, which takes what it can get of a gzip body; the flag lets the retry middleware ask again."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response decompressed."""
        encoding = response.headers.get("Content-Encoding", b"") or b""
        if b"gzip" not in encoding.lower():
            return super().process_response(request, response)
        raw = response.body
        if not raw.startswith(_GZIP):  # the header lies
            del response.headers["Content-Encoding"]
            return response
        try:
            opened = super().process_response(request, response)
        except (OSError, EOFError):
            return response.replace(body=b"", flags=[*response.flags, TRUNCATED])
        if isinstance(opened, Response) and not _complete(raw, len(opened.body)):
            return opened.replace(flags=[*opened.flags, TRUNCATED])
        return opened


def _complete(raw: bytes, size: int) -> bool:
    """Whether a gzip body has its end: the trailer holds the size modulo 2**32 (RFC 1952 section 2.3.1)."""
    if int.from_bytes(raw[-4:], "little") == size & 0xFFFFFFFF:
        return True
    rest, end = raw, False  # several members, or padding after the last
    while rest.startswith(_GZIP):
        member = zlib.decompressobj(wbits=31)
        try:
            while rest and not member.eof:
                member.decompress(rest, 1 << 20)
                rest = member.unconsumed_tail
        except zlib.error:
            return False
        end, rest = member.eof, member.unused_data
    return end
