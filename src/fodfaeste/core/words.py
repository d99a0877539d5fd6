"""A text in the two languages every pack carries."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The same sentence in Danish and English."""

    da: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in a language code such as `en-gb`; Danish where there is no other."""
        return self.en if language.startswith("en") else self.da
