"""The code in a letter: twelve characters that are not taken for each other, the last one a check.

There are 23 characters, a prime: with weights 1 to 12 the check finds every single wrong character and
every two that have changed places. No 0, 1, 2, 5 or B, G, I, L, O, Q, S, U, Z: each looks like another.
Eleven characters by chance are 49 bits; who tries is counted, and a second fact is asked for as well.
"""

import secrets

ALPHABET = "346789ACDEFHJKMNPRTVWXY"
DRAWN = 11
GROUP = 4


def code_new() -> str:
    """A code by chance, with its check character."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(DRAWN))
    return drawn + _check(drawn)


def code_written(code: str) -> str:
    """The code as it is printed: three groups of four."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def code_read(text: str) -> str:
    """The code that somebody typed; empty where a character is wrong, missing or in another's place."""
    code = "".join(one for one in text.upper() if one.isalnum())
    if len(code) != DRAWN + 1 or not set(code) <= set(ALPHABET):
        return ""
    return code if _check(code[:DRAWN]) == code[DRAWN] else ""


def _check(drawn: str) -> str:
    weighed = sum(weight * ALPHABET.index(one) for weight, one in enumerate(drawn, start=1))
    # The check's own weight is 12; what it must be for the whole to be a multiple of 23.
    inverse = pow(DRAWN + 1, -1, len(ALPHABET))
    return ALPHABET[(-weighed * inverse) % len(ALPHABET)]
