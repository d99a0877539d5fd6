"""A list of privileges as Danish brokers send it: the OIO Basic Privilege Profile, XML in base64.

The profile's version 1.1 and 1.2 differ by namespace alone. A group of privileges is given for one
organisation (its scope) and may be narrowed by constraints, such as the unit one works in.
"""

import base64
import binascii
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

NAMESPACES = (
    "http://itst.dk/oiosaml/basic_privilege_profile",
    "http://digst.dk/oiosaml/basic_privilege_profile",
)
CVR_SCOPE = "urn:dk:gov:saml:cvrNumberIdentifier:"
LONGEST = 64 * 1024


class PrivilegesUnreadable(Exception):
    """The claim is no list of privileges. The message says what is wrong, and quotes nothing of it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Privileges given for one organisation."""

    cvr: str  # empty where the scope is no company number
    privileges: tuple[str, ...]
    constraints: dict[str, tuple[str, ...]]


def privileges_read(text: str) -> tuple[Group, ...]:
    """The groups of a list."""
    if len(text) > LONGEST:
        raise PrivilegesUnreadable("longer than allowed")
    try:
        root = fromstring(base64.b64decode("".join(text.split()), validate=True), forbid_dtd=True)
    except (binascii.Error, ValueError):
        raise PrivilegesUnreadable("not base64") from None
    except (ParseError, DefusedXmlException):
        raise PrivilegesUnreadable("not plain XML") from None
    if root.tag not in {f"{{{space}}}PrivilegeList" for space in NAMESPACES}:
        raise PrivilegesUnreadable("another document than a PrivilegeList")
    return tuple(_group(one) for one in root if _name(one) == "PrivilegeGroup")


def _group(element: Element) -> Group:
    scope = element.get("Scope", "")
    constraints: dict[str, tuple[str, ...]] = {}
    for one in element:
        if _name(one) == "Constraint":
            values = tuple(part.strip() for part in (one.text or "").split(",") if part.strip())
            name = one.get("Name", "")
            constraints[name] = constraints.get(name, ()) + values
    return Group(
        cvr=scope.removeprefix(CVR_SCOPE) if scope.startswith(CVR_SCOPE) else "",
        privileges=tuple((one.text or "").strip() for one in element if _name(one) == "Privilege"),
        constraints=constraints,
    )


def _name(element: Element) -> str:
    """The element's name: some write it in the list's namespace, and some in none."""
    return element.tag.rpartition("}")[2]
