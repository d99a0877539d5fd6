"""The case index's messages in SOAP 1.2: a payload with its transaction, and the statuses of an answer."""

from xml.etree.ElementTree import Element

from fodfaeste.core.errors import FodfaesteError
from fodfaeste.formats.outbound.xml_reading import Unreadable, read_xml
from fodfaeste.formats.outbound.xml_writing import REQUEST, SAGDOK, SOAP, child, xml_bytes


class SoapFault(FodfaesteError):
    """The receiver answered with a fault. `is_ours` where it says that the sender is to blame."""

    def __init__(self, code: str, words: str) -> None:
        self.code, self.words = code, words
        self.is_ours = code.rpartition(":")[2] == "Sender"
        super().__init__(code)


def soap_request(payload: bytes, transaction: str) -> bytes:
    """The payload in an envelope, with the id of the transaction in its head."""
    envelope = Element(f"{{{SOAP}}}Envelope")
    header = child(child(envelope, SOAP, "Header"), REQUEST, "RequestHeader")
    child(header, REQUEST, "TransactionUUID", transaction)
    child(envelope, SOAP, "Body").append(read_xml(payload))
    return xml_bytes(envelope)


def statuses(body: bytes) -> list[tuple[str, str]]:
    """Each status of an answer with its words; raises SoapFault for a fault, Unreadable for anything else."""
    root = read_xml(body)
    fault = root.find(f"{{{SOAP}}}Body/{{{SOAP}}}Fault")
    if fault is not None:
        code = fault.findtext(f"{{{SOAP}}}Code/{{{SOAP}}}Value", "").strip()
        raise SoapFault(code, fault.findtext(f"{{{SOAP}}}Reason/{{{SOAP}}}Text", "").strip())
    found = [
        (code.text or "", parent.findtext(f"{{{SAGDOK}}}FejlbeskedTekst", ""))
        for parent in root.iter()
        for code in parent.findall(f"{{{SAGDOK}}}StatusKode")
    ]
    if not found:
        raise Unreadable("the answer has no status")
    return [(code.strip(), words.strip()) for code, words in found]
