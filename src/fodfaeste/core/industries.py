"""The broadest level of DB07, the Danish code of industries: sections by letter, and where a code belongs.

DB07 is NACE rev. 2 with two digits more, so its sections and divisions are the Union's. The finer names come
with an imported taxonomy; these are always here.
"""

from fodfaeste.core.words import Words

SECTIONS: dict[str, Words] = {
    "A": Words("Landbrug, skovbrug og fiskeri", "Agriculture, forestry and fishing"),
    "B": Words("Råstofindvinding", "Mining and quarrying"),
    "C": Words("Industri", "Manufacturing"),
    "D": Words("Energiforsyning", "Energy supply"),
    "E": Words("Vandforsyning og renovation", "Water supply and waste"),
    "F": Words("Bygge og anlæg", "Construction"),
    "G": Words("Handel", "Trade"),
    "H": Words("Transport", "Transport"),
    "I": Words("Hoteller og restauranter", "Hotels and restaurants"),
    "J": Words("Information og kommunikation", "Information and communication"),
    "K": Words("Finansiering og forsikring", "Finance and insurance"),
    "L": Words("Ejendomshandel og udlejning", "Real estate"),
    "M": Words("Viden og rådgivning", "Knowledge and consulting"),
    "N": Words("Rejsebureauer, rengøring og anden drift", "Travel agents, cleaning and other operations"),
    "O": Words("Offentlig administration", "Public administration"),
    "P": Words("Undervisning", "Education"),
    "Q": Words("Sundhed og socialvæsen", "Health and social care"),
    "R": Words("Kultur og fritid", "Culture and leisure"),
    "S": Words("Andre serviceydelser", "Other services"),
    "T": Words("Private husholdninger", "Private households"),
    "U": Words("Internationale organisationer", "International organisations"),
}

#: The first and last division of each section.
_SPANS = (
    ("A", 1, 3), ("B", 5, 9), ("C", 10, 33), ("D", 35, 35), ("E", 36, 39), ("F", 41, 43), ("G", 45, 47),
    ("H", 49, 53), ("I", 55, 56), ("J", 58, 63), ("K", 64, 66), ("L", 68, 68), ("M", 69, 75), ("N", 77, 82),
    ("O", 84, 84), ("P", 85, 85), ("Q", 86, 88), ("R", 90, 93), ("S", 94, 96), ("T", 97, 98), ("U", 99, 99),
)  # fmt: skip

#: A code's first two digits and the section they lie in.
DIVISIONS: dict[str, str] = {
    f"{division:02}": letter for letter, first, last in _SPANS for division in range(first, last + 1)
}

#: What the business register writes where a company's industry is not known.
UNKNOWN_INDUSTRY = "999999"


def section_of(code: str | None) -> str | None:
    """The letter of the section that an industry's code lies in; None where it is not known."""
    digits = (code or "").replace(".", "").strip()
    if digits in SECTIONS:
        return digits
    return None if digits == UNKNOWN_INDUSTRY else DIVISIONS.get(digits[:2])
