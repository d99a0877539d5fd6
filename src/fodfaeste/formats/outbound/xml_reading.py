"""XML from outside: read without entities, or refused as one thing."""

from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

from fodfaeste.core.errors import FodfaesteError


class Unreadable(FodfaesteError):
    """What came is not the XML it should be."""


def read_xml(body: bytes) -> Element:
    """The root of a document. A document type, an odd encoding or a broken tree is Unreadable."""
    try:
        root: Element = fromstring(body, forbid_dtd=True)
    except (ParseError, ValueError, LookupError):  # defusedxml's own are ValueErrors
        raise Unreadable("no XML that can be read") from None
    return root
