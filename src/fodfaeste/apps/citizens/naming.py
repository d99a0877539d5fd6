"""Names in the order of the Danish alphabet, whatever the database thinks of æ, ø and å."""

import unicodedata

# Letters only, so that databases that skip signs in their sorting order them alike.
_LAST = {
    "æ": "zza",
    "ä": "zza",
    "ø": "zzb",
    "ö": "zzb",
    "å": "zzc",
    "ü": "y",
    "ß": "ss",
    "đ": "d",
    "ð": "d",
    "þ": "th",
}


def sort_key(name: str) -> str:
    """The form a name is sorted and searched by: æ, ø, å last, aa as å, accents and case left out."""
    plain = unicodedata.normalize("NFC", " ".join(name.casefold().split())).replace("aa", "å")
    letters = (_LAST.get(letter) or _without_accent(letter) for letter in plain)
    return "".join(letters)[:160]


def _without_accent(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))
