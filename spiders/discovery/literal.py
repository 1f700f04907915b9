"""Reads JavaScript literals as pages embed them: JSON with trailing commas, unquoted keys, bound names, JSON in strings.

Written here because the state of Nuxt 2 is a function call whose parameters stand for values, which JSON5 and
chompjs readers cannot resolve.
"""

import json
import re
from collections.abc import Mapping
from urllib.parse import unquote

MAX_DEPTH = 60  # levels of nesting; deeper input is refused rather than risk the stack

_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_NUMBER = re.compile(r"[+-]?(?:0x[0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
_NAME = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_FUNCTION = re.compile(r"\(?\s*function\s*\w*\(([^)]*)\)\s*\{|\(?\(([^)]*)\)\s*=>\s*\{?")
_CONSTANTS: Mapping[str, object] = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None}
_DECODER = json.JSONDecoder(strict=False)


class NotLiteralError(ValueError):
    """The text at this place is not a literal that can be read."""


def read(text: str, at: int = 0, names: Mapping[str, object] | None = None) -> tuple[object, int]:
    """The value that starts at `text[at]` and where it ends. Raises NotLiteralError.

    Strict JSON takes the fast way; anything else is read token by token. Unknown names become None.
    """
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        return _value(text, at, names or {}, 0)


def read_call(text: str, at: int) -> tuple[object, int]:
    """The value of an immediately called function `(function(a,b){return {...}}(1,"x"))` with its arguments bound."""
    head = _FUNCTION.match(text, at)
    back = text.find("return", head.end()) if head else -1
    if not head or back < 0:
        raise NotLiteralError("no function call here")
    body_at = _skip(text, back + len("return"))
    _, body_end = _value(text, body_at, {}, 0)
    opening = re.compile(r"[;\s}]*\)?\s*\(").match(text, body_end)
    if not opening:
        raise NotLiteralError("the function is not called")
    values, end = _sequence(text, opening.end(), ")", {}, 0)
    parameters = [name.strip() for name in (head[1] or head[2] or "").split(",")]
    value, _ = _value(text, body_at, dict(zip(parameters, values, strict=False)), 0)
    return value, end


def parse_string(text: str) -> object | None:
    """The JSON inside a string (perhaps percent-encoded); None when there is none."""
    stripped = text.strip().lstrip("\ufeff")
    if stripped[:3].lower() in ("%7b", "%5b"):
        stripped = unquote(stripped)
    if stripped[:1] not in ("{", "["):
        return None
    try:
        value, end = read(stripped)
    except NotLiteralError:
        return None
    return value if not stripped[end:].strip(" ;\n\r\t") else None


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _value(text: str, at: int, names: Mapping[str, object], depth: int) -> tuple[object, int]:
    if depth > MAX_DEPTH:
        raise NotLiteralError("nested too deeply")
    at = _skip(text, at)
    char = text[at : at + 1]
    if char == "{":
        return _mapping(text, at + 1, names, depth + 1)
    if char == "[":
        return _sequence(text, at + 1, "]", names, depth + 1)
    if char and char in "\"'`":
        return _string(text, at)
    if char == "!":
        value, end = _value(text, at + 1, names, depth + 1)
        return not value, end
    if match := _NUMBER.match(text, at):
        written = match[0]
        number = int(written, 16) if "x" in written.lower() else float(written)
        whole = isinstance(number, float) and number.is_integer() and not re.search(r"[.eE]", written)
        return int(written) if whole else number, match.end()
    if match := _NAME.match(text, at):
        return _named(text, match, names, depth)
    raise NotLiteralError(f"no value at character {at}")


def _named(text: str, match: re.Match[str], names: Mapping[str, object], depth: int) -> tuple[object, int]:
    """A constant, a bound name, `void 0`, `new Date(x)`, `JSON.parse("...")`, `decodeURIComponent("...")`."""
    name, at = match[0], match.end()
    if name in names:
        return names[name], at
    if name in _CONSTANTS:
        return _CONSTANTS[name], at
    if name == "void":
        return None, _value(text, at, names, depth + 1)[1]
    if name == "new":
        return _value(text, at, names, depth + 1)
    opening = _skip(text, at)
    if text[opening : opening + 1] == "(":
        values, end = _sequence(text, opening + 1, ")", names, depth + 1)
        first = values[0] if values else None
        if isinstance(first, str) and name.endswith(("JSON.parse", "decodeURIComponent", "decodeURI")):
            return (unquote(first) if "decode" in name else parse_string(first)), end
        return first, end
    return None, at


def _sequence(text: str, at: int, closing: str, names: Mapping[str, object], depth: int) -> tuple[list[object], int]:
    values: list[object] = []
    while True:
        at = _skip(text, at)
        char = text[at : at + 1]
        if char == closing:
            return values, at + 1
        if char == ",":
            at += 1
            continue
        value, at = _value(text, at, names, depth)
        values.append(value)


def _mapping(text: str, at: int, names: Mapping[str, object], depth: int) -> tuple[dict[str, object], int]:
    values: dict[str, object] = {}
    while True:
        at = _skip(text, at)
        char = text[at : at + 1]
        if char == "}":
            return values, at + 1
        if char == ",":
            at += 1
            continue
        if char and char in "\"'`":
            key, at = _string(text, at)
        elif match := re.compile(r"[\w$]+").match(text, at):
            key, at = match[0], match.end()
        else:
            raise NotLiteralError(f"no key at character {at}")
        at = _skip(text, at)
        if text[at : at + 1] != ":":
            if text[at : at + 1] not in (",", "}"):
                raise NotLiteralError(f"no colon at character {at}")
            values[key] = names.get(key)
            continue
        values[key], at = _value(text, at + 1, names, depth)


def _string(text: str, at: int) -> tuple[str, int]:
    quote = text[at]
    end = at + 1
    while True:
        end = text.find(quote, end)
        if end < 0:
            raise NotLiteralError("a string does not end")
        slashes = end - 1
        while text[slashes] == "\\":
            slashes -= 1
        if (end - 1 - slashes) % 2 == 0:
            break
        end += 1
    plain = _ESCAPED.sub(_unescape, text[at + 1 : end])
    # characters beyond the first plane are written as two escapes
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), end + 1


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    return _ESCAPES.get(match[4], match[4])
