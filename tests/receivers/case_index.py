"""The case and document index, SF1470: SOAP 1.2, the rules of KOMBIT's instructions, answers at once."""

import base64
import re
from collections import Counter
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape

from defusedxml.ElementTree import fromstring

from tests.receivers.post_status import DELIVERED, LateAnswers
from tests.receivers.scripting import Mood
from tests.receivers.web import Request, Response, Wrong

SD = "{urn:oio:sagdok:3.0.0}"
GD = "{urn:oio:sts:generelledefinitioner:6}"
SAG = "{urn:oio:sts:sagdok:sag:6}"
SI = "{urn:oio:sts:sagdok:sagindeks:6}"
SDI = "{urn:oio:sts:sagdok:sagdokumentindeks:6}"
HEAD = "{http://kombit.dk/xml/schemas/RequestHeader/1/}"
SOAP = "{http://www.w3.org/2003/05/soap-envelope}"
UUID = r"[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}"

STATES = ["Opstaaet", "Oplyst", "Afgjort", "Afsluttet"]
SENSITIVITIES = (
    "IKKE_FORTROLIGE_DATA",
    "FORTROLIGE_PERSONOPLYSNINGER",
    "FOELSOMME_PERSONOPLYSNINGER",
    "VIP_SAGER",
)
OWNER = "9e979b84-b846-4472-8622-58007dc63c7e"
RESPONSIBLE = "a1263342-d348-44ba-a566-233f37c4cb67"
PRIMARY_PARTY = "d839f26a-d4d1-4441-b2d6-3dbbb12a9404"
PRIMARY_CLASS = "a86c6581-ec85-412d-a655-31a1f1d5b14f"
ACTION_CLASS = "05ef7011-11a7-4e4c-a46b-3de6aa457fc3"
MASTER = "251c24fd-57b0-4afc-9d73-b063d1957eb3"
ORIGIN = "1b3c6a6d-e977-4491-9bf8-b41ee6999f39"
ORDER = ["Sagsaktoer", "Sagsklasse", "Sagspart", "Sagsrelation", "Sagsgenstande", "Journalpost"]
MOST_NOTE = 100_000


class CaseIndexReceiver(LateAnswers):
    """The index. A transaction it has seen is answered as before and registered once."""

    def __init__(self) -> None:
        super().__init__()
        self.cases: dict[str, list[str]] = {}

    def id_of(self, request: Request) -> str:
        found = re.search(rb"<hd:TransactionUUID[^>]*>([^<]+)<", request.body)
        return found[1].decode() if found else ""

    def repeat(self, request: Request) -> Response | None:
        return _answer("20", "OK") if self.id_of(request) in self.ids else None

    def read(self, request: Request) -> tuple[str, str, Element]:
        kind = str(request.headers.get("Content-Type", ""))
        found = re.search(r'action="http://kombit\.dk/sts/sagdokumentindeks/(importer|opdater)"', kind)
        if not kind.startswith("application/soap+xml") or not found:
            raise Wrong("40", "no SOAP 1.2 action")
        try:
            root: Element = fromstring(request.body, forbid_dtd=True)
        except ParseError:
            raise Wrong("40", "no XML") from None
        if not re.fullmatch(
            UUID, root.findtext(f"{SOAP}Header/{HEAD}RequestHeader/{HEAD}TransactionUUID", "")
        ):
            raise Wrong("40", "TransactionUUID mangler")
        case, content = _case(root.find(f"{SOAP}Body"), found[1])
        states = _states(content)
        _attributes(content)
        _relations(content)
        known = self.cases.get(case)
        if found[1] == "importer" and known is not None:
            raise Wrong("40", "sagen findes allerede")
        if found[1] == "opdater" and known is None:
            raise Wrong("44", "sagen findes ikke")
        if known is not None and states[: len(known)] != known:
            raise Wrong("40", "tidligere tilstande mangler")
        return f"{found[1]} {states[-1]}", case, content

    def take(self, request: Request, read: tuple[str, str, Element], mood: Mood) -> Response:
        what, case, content = read
        self.cases[case] = _states(content)
        self.register(self.id_of(request), case, what, content)
        if mood.name == "late":
            return Response(202)
        self.tell(self.id_of(request), DELIVERED)
        return _answer("20", "OK")

    def refusal(self, wrong: Wrong) -> Response:
        return _answer(wrong.code, wrong.words)


def _answer(code: str, words: str) -> Response:
    body = (
        '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>'
        '<i:ImporterSagDokumentIndeksOutput xmlns:i="urn:oio:sts:sagdok:sagdokumentindeks:6" '
        'xmlns:d="urn:oio:sagdok:3.0.0"><d:UnikRetur>'
        f"<d:StatusKode>{escape(code)}</d:StatusKode><d:FejlbeskedTekst>{escape(words)}</d:FejlbeskedTekst>"
        "</d:UnikRetur></i:ImporterSagDokumentIndeksOutput></s:Body></s:Envelope>"
    )
    return Response(200, body.encode(), "application/soap+xml")


def _case(body: Element | None, action: str) -> tuple[str, Element]:
    """The case's UUID, and what holds its lists."""
    if body is None or len(body) != 1:
        raise Wrong("40", "Body skal have ét indhold")
    importing = action == "importer"
    name = "ImporterSagDokumentIndeksInput" if importing else "OpdaterSagDokumentIndeksInput"
    case = body[0].find(f"{SDI}{'SagIndeks' if importing else 'OpdaterSagIndeks'}")
    if body[0].tag != f"{SDI}{name}" or case is None:
        raise Wrong("40", f"{name} ventes")
    uuid = case.findtext(f"{SD}UUIDIdentifikator", "")
    content = case.find(f"{SAG}Registrering") if importing else case
    if not re.fullmatch(UUID, uuid) or content is None:
        raise Wrong("40", "sagens UUID mangler")
    if importing and content.findtext(f"{SD}LivscyklusKode") != "Importeret":
        raise Wrong("40", "LivscyklusKode skal være Importeret")
    return uuid, content


def _attributes(content: Element) -> None:
    own = content.find(f"{SAG}AttributListe/{SAG}Egenskaber")
    if own is None:
        raise Wrong("40", "Egenskaber mangler")
    number = own.findtext(f"{SAG}Sagsnummer", "")
    if not 1 <= len(number) <= 50 or number != own.findtext(f"{SAG}BrugervendtNoegle"):
        raise Wrong("40", "Sagsnummer og brugervendt nøgle skal være ens")
    if not 1 <= len(own.findtext(f"{SAG}Titel", "")) <= 255:
        raise Wrong("40", "Titel mangler")
    path = f"{SAG}AttributListe/{GD}LokalUdvidelseListe/{SI}SagIndeksEgenskaber/{SI}Foelsomhed"
    if content.findtext(path) not in SENSITIVITIES:
        raise Wrong("40", "Foelsomhed mangler")
    for effect in content.iter():
        if effect.tag.endswith("}Virkning") and [each.tag for each in effect] != [
            f"{SD}FraTidspunkt",
            f"{SD}TilTidspunkt",
            f"{SD}AktoerRef",
            f"{SD}AktoerTypeKode",
        ]:
            raise Wrong("40", "Virkning er ikke hel")


def _states(content: Element) -> list[str]:
    """The states, each going on where the one before ends, the last for ever."""
    rows = content.findall(f"{SAG}TilstandListe/{SAG}Fremdrift")
    names = [row.findtext(f"{SAG}FremdriftStatusKode", "") for row in rows]
    if not names or names[0] != "Opstaaet" or any(name not in STATES for name in names):
        raise Wrong("40", "sagen mangler Opstaaet, eller en tilstand er ukendt")
    if sorted(names, key=STATES.index) != names or len(set(names)) != len(names):
        raise Wrong("40", "tilstandene står i forkert rækkefølge")
    moment = f"{SAG}Virkning/{SD}%s/{SD}TidsstempelDatoTid"
    begins = [row.findtext(moment % "FraTidspunkt", "") for row in rows]
    ends = [row.findtext(moment % "TilTidspunkt", "") for row in rows]
    if "" in begins or ends != [*begins[1:], ""]:
        raise Wrong("40", "en tilstand slutter ikke, hvor den næste begynder")
    return names


def _relations(content: Element) -> None:
    listed = content.find(f"{SAG}RelationListe")
    if listed is None:
        raise Wrong("40", "RelationListe mangler")
    names = [each.tag.removeprefix(SAG) for each in listed if each.tag.startswith(SAG)]
    if names != sorted(names, key=ORDER.index):
        raise Wrong("40", "relationerne står i forkert rækkefølge")
    own = [*listed, *listed.findall(f"{GD}LokalUdvidelseListe/{SI}SagsitsystemRelation")]
    roles = Counter(each.findtext(f"{GD}Rolle/{SD}UUIDIdentifikator", "") for each in own)
    for role in (OWNER, RESPONSIBLE, PRIMARY_CLASS, ACTION_CLASS, MASTER, ORIGIN, PRIMARY_PARTY):
        if roles[role] != 1:
            raise Wrong("40", f"der skal være én og kun én relation med rollen {role}")
    by_role = {each.findtext(f"{GD}Rolle/{SD}UUIDIdentifikator", ""): each for each in own}
    _check(by_role[OWNER], "SagsaktoerLokalUdvidelse", "CVR-Nummer", r"[0-9]{8}")
    _check(by_role[OWNER], "SagsaktoerLokalUdvidelse", "FuldtNavn", r".{1,255}")
    _check(by_role[RESPONSIBLE], "SagsaktoerLokalUdvidelse", "FuldtNavn", r".{1,255}")
    _check(by_role[PRIMARY_CLASS], "SagsklasseLokalUdvidelse", "BrugervendtNoegle", r"\d\d\.\d\d\.\d\d")
    _check(by_role[ACTION_CLASS], "SagsklasseLokalUdvidelse", "BrugervendtNoegle", r"\w\d\d")
    _check(by_role[PRIMARY_PARTY], "SagspartLokalUdvidelse", "FuldtNavn", r".{1,255}")
    for role in (PRIMARY_CLASS, ACTION_CLASS, MASTER, ORIGIN):
        if not re.fullmatch(UUID, by_role[role].findtext(f"{GD}ReferenceID/{SD}UUIDIdentifikator", "")):
            raise Wrong("40", "en klasse eller et system skal nævnes ved sin UUID")
    party = by_role[PRIMARY_PARTY].findtext(f"{GD}ReferenceID/{SD}URNIdentifikator", "")
    if not re.fullmatch(r"urn:oio:cpr-nr:\d{10}", party):
        raise Wrong("40", "parten skal nævnes ved sit CPR-nummer som URN")
    for note in listed.iter(f"{SAG}Notat"):
        if len(base64.b64decode(note.text or "", validate=True)) > MOST_NOTE:
            raise Wrong("40", "journalnotatet fylder mere end 100 KB")


def _check(relation: Element, extension: str, name: str, pattern: str) -> None:
    value = relation.findtext(f"{GD}LokalUdvidelseListe/{SI}{extension}/{SI}{name}", "")
    if not re.fullmatch(pattern, value):
        raise Wrong("40", f"{name} mangler eller passer ikke")
