"""XML with one form for one content: fixed prefixes, canonical, in UTF-8, escaped by the library."""

from xml.etree.ElementTree import Element, canonicalize, register_namespace, tostring

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'

MEMO = "https://DigitalPost.dk/MeMo-1"
SAGDOK = "urn:oio:sagdok:3.0.0"
GENERAL = "urn:oio:sts:generelledefinitioner:6"
SAG = "urn:oio:sts:sagdok:sag:6"
SAG_INDEX = "urn:oio:sts:sagdok:sagindeks:6"
INDEX = "urn:oio:sts:sagdok:sagdokumentindeks:6"
REQUEST = "http://kombit.dk/xml/schemas/RequestHeader/1/"
SOAP = "http://www.w3.org/2003/05/soap-envelope"
STS = "urn:oio:sts:1.0.0"
POST_STATUS = "http://serviceplatformen.dk/xml/print/PKO_PostStatus/1/types"

# SF1601 is said to take the prefix `memo` and no other; the others are fixed so that bytes are.
for _prefix, _uri in (
    ("memo", MEMO),
    ("sd", SAGDOK),
    ("gd", GENERAL),
    ("sag", SAG),
    ("si", SAG_INDEX),
    ("sdi", INDEX),
    ("hd", REQUEST),
    ("soap", SOAP),
    ("sts", STS),
):
    register_namespace(_prefix, _uri)


def child(parent: Element, namespace: str, name: str, text: str | None = None) -> Element:
    """A new last child, with its text where it has one."""
    made = Element(f"{{{namespace}}}{name}")
    made.text = text
    parent.append(made)
    return made


def optional(parent: Element, namespace: str, name: str, text: str) -> None:
    """A new last child where there is something to say; nothing otherwise."""
    if text:
        child(parent, namespace, name, text)


def xml_bytes(root: Element) -> bytes:
    """The element and all in it as a document."""
    return DECLARATION + canonicalize(tostring(root, encoding="unicode")).encode()
