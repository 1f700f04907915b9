"""The language of a text, from its letters and commonest words; the page's own statement only where they are silent."""

import re
from collections import Counter

_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_SCRIPTS = (
    (re.compile(r"[\u0400-\u04ff]"), "ru"),
    (re.compile(r"[\u0600-\u06ff]"), "ar"),
    (re.compile(r"[\u0900-\u097f]"), "hi"),
    (re.compile(r"[\u0e00-\u0e7f]"), "th"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
    (re.compile(r"[\u0590-\u05ff]"), "he"),
)
_LATIN = re.compile(r"[a-zà-ÿāăąćčďđęěğıłńňőœřśşšţťůűųźżžơư]+")
# words of a language that hardly occur in its neighbours
_WORDS = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the of and to in that is for with was on are this from have by",
        "de": "der die und das ist nicht mit von den dem ein eine auch auf sich",
        "fr": "le les des et est une dans que pour du qui sur pas au par",
        "es": "el los las que y una por con del para se su como más al",
        "it": "il di che è per una della sono con non gli nel alla dei anche",
        "pt": "o os que do da em uma não para com dos no na mais ao",
        "nl": "het een van en niet zijn voor op met aan ook dat werd bij naar",
        "sv": "och att det som är för på av inte med till har ett jag han",
        "no": "og det som er på for av ikke med til har et jeg han å",
        "da": "og det som er på for af ikke med til har et jeg han at",
        "pl": "nie jest się że na do to z jak dla przez od po oraz był",
        "tr": "ve bir bu için ile da de olarak çok olan daha gibi kadar ancak sonra",
        "id": "yang dan di dengan untuk dari ini dalam tidak pada akan itu juga adalah ke",
        "vi": "và của là không cho có được trong với người các này một những đã",
    }.items()
}
SAMPLE = 4_000  # characters


def read_language(text: str, stated: str = "") -> str:
    """The ISO 639-1 code of a text; `stated` (a lang attribute, "zh-CN") decides where the text does not; '' if unknown."""
    sample = text[:SAMPLE].lower()
    letters = sum(char.isalpha() for char in sample)
    han, kana, hangul = (len(pattern.findall(sample)) for pattern in (_HAN, _KANA, _HANGUL))
    if letters >= 20:
        if kana > 0.05 * letters:
            return "ja"
        if hangul > 0.2 * letters:
            return "ko"
        # a Chinese text about products may hold more Latin letters than characters
        if han > 0.15 * letters:
            return "zh"
        for pattern, code in _SCRIPTS:
            if len(pattern.findall(sample)) > 0.3 * letters:
                return code
        found = _by_words(sample)
        if found:
            return found
    code = re.split(r"[-_]", stated.strip().lower())[0]
    code = {"chs": "zh", "cht": "zh", "cn": "zh", "jp": "ja", "kr": "ko"}.get(code, code)
    return code if re.fullmatch(r"[a-z]{2}", code) else ("zh" if han else "")


def _by_words(sample: str) -> str:
    counts = Counter(_LATIN.findall(sample))
    total = sum(counts.values())
    shares = {code: sum(counts[word] for word in words) for code, words in _WORDS.items()}
    ranked = sorted(shares, key=lambda code: shares[code], reverse=True)
    if total >= 8 and shares[ranked[0]] >= 0.08 * total and shares[ranked[0]] > shares[ranked[1]]:
        return ranked[0]
    return ""
