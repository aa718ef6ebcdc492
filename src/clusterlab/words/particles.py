"""Korean particles, chosen by the sound on which the word before them ends."""

import re

# Each pair: after a final consonant, after a vowel.
_PAIRS = [("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("으로", "로"), ("이라", "라")]
_FORMS = {form: pair for pair in _PAIRS for form in pair}
PARTICLES: tuple[str, ...] = tuple(sorted(_FORMS, key=len, reverse=True))

_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3
_ENDINGS = 28  # a syllable block has 27 final consonants or none
_RIEUL = 8
# How the last digit is read: yeong, il, sam, yuk, chil, pal end on a consonant.
_DIGITS_ON_CONSONANT = "013678"
_DIGITS_ON_RIEUL = "178"
# Letters whose Korean names (el, em, en, ar) end on a consonant.
_LETTERS_ON_CONSONANT = "LMNR"
_LETTERS_ON_RIEUL = "LR"
_SYMBOLS = {
    "%": "트", "‰": "밀", "²": "터", "³": "터", "㎡": "터", "㎥": "터", "㎞": "터", "°": "도",
    "±": "스", "+": "스", "₩": "원",
}  # fmt: skip
_UNITS = {"m": "터", "km": "터", "cm": "터", "mm": "터", "ha": "르", "m2": "터", "km2": "터"}


def particle(word: str, form: str) -> str:
    """Give the form of a particle that follows the word.

    Brackets and quotation marks at the end are read over: people say the word before them.
    Digits are read as Korean numbers, capital letters by their names, units by theirs.

    Parameters
    ----------
    word : str
        The word before the particle.
    form : str
        Either form of the particle, for example ``"은"`` or ``"는"``.

    Returns
    -------
    str
        The right form. After nothing readable, the form that follows a vowel.

    Examples
    --------
    >>> particle("마곡", "은"), particle("송도", "은"), particle("서울", "으로")
    ('은', '는', '로')
    >>> particle("LG", "은"), particle("2024", "은"), particle("3", "은")
    ('는', '는', '은')
    """
    if form not in _FORMS:
        raise ValueError(f"Unknown particle {form!r}. Known ones: {', '.join(PARTICLES)}.")
    after_consonant, after_vowel = _FORMS[form]
    ends_on_consonant, ends_on_rieul = _ending(word)
    if after_vowel == "로" and ends_on_rieul:
        return after_vowel
    return after_consonant if ends_on_consonant else after_vowel


def _ending(word: str) -> tuple[bool, bool]:
    """Tell whether a word ends on a consonant, and whether that is ㄹ."""
    core = re.sub(r"\s*[(\[（][^()\[\]（）]*[)\]）]\s*$", "", word) or word
    core = re.sub(r"[^\w%‰²³㎡㎥㎞°±+₩]+$", "", core)
    unit = re.search(r"(?<![A-Za-z])[A-Za-z]+2?$", core)
    if unit and unit.group() in _UNITS:
        core = _UNITS[unit.group()]
    last = core[-1:]
    last = _SYMBOLS.get(last, last)
    if last and _FIRST_SYLLABLE <= ord(last) <= _LAST_SYLLABLE:
        final = (ord(last) - _FIRST_SYLLABLE) % _ENDINGS
        return final != 0, final == _RIEUL
    if last.isascii() and last.isdigit():
        return last in _DIGITS_ON_CONSONANT, last in _DIGITS_ON_RIEUL
    if last.isascii() and last.isalpha():
        return _latin_ending(core)
    return False, False


def _latin_ending(core: str) -> tuple[bool, bool]:
    letters = re.search(r"[A-Za-z]+$", core)
    run = letters.group() if letters else ""
    last = run[-1:]
    if run.isupper():
        return last in _LETTERS_ON_CONSONANT, last in _LETTERS_ON_RIEUL
    # In a word that is read, an l is ㄹ, and m, n and ng close the syllable; r does not.
    return last in "lmn" or run.endswith("ng"), last == "l"
