"""The page's two languages: gettext catalogues read by Babel, chosen by switch, then by the browser, Chinese first."""

import io
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from starlette.requests import Request

LANGUAGES = {"zh": "中文", "en": "English"}
LOCALE = Path(__file__).parent / "locale"


@cache
def translations(language: str) -> Translations:
    """The catalogue of one language; English is the source language and needs none."""
    path = LOCALE / f"{language}.po"
    if not path.exists():
        return Translations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled, domain="messages")


def language_of(request: Request) -> str:
    """ "zh" or "en": the reader's own choice (cookie), else the browser's first wish, else Chinese."""
    chosen = request.cookies.get("language", "")
    if chosen in LANGUAGES:
        return chosen
    first = request.headers.get("accept-language", "").split(",")[0].strip().lower()
    return "en" if first.startswith("en") else "zh"
