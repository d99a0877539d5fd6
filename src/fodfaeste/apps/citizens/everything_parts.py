"""What a copy of everything holds: one part for each kind of row that stands about a person.

A new model that points at a citizen fails a test until it has a part here, or a reason to be left out.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of row: the model, how it leads to the person, its file, and what it is called."""

    model: str
    file: str
    title: Text
    path: str = "citizen"
    order: str = "pk"


PARTS: tuple[Part, ...] = (
    Part("citizens.Citizen", "mig", _("Dig"), path="pk"),
    Part("citizens.Identity", "personnummer", _("Dit personnummer")),
    Part("accounts.User", "login", _("Dit login"), path="citizen"),
    Part("outbox.Reach", "kontakt", _("Sådan kan vi nå dig")),
    Part("outbox.ReachCode", "kontaktkoder", _("Koder, der er sendt til dig")),
    Part("citizens.Fact", "oplysninger", _("Oplysninger om dig, også dem, der er rettet")),
    Part("citizens.Spell", "perioder", _("Perioder i arbejde, ledighed og uddannelse")),
    Part("citizens.Contact", "samtaler", _("Samtaler")),
    Part("offers.Agreement", "aftaler", _("Aftaler og tilbud")),
    Part("goals.Answer", "svar", _("Hvad kommunens politik og loven svarede for dig")),
    Part("plans.Plan", "planer", _("Planer")),
    Part("plans.PlanStep", "planskridt", _("Skridt i planerne"), path="plan__citizen"),
    Part("plans.PlanHistory", "planhistorie", _("Planernes historie"), path="plan__citizen"),
    Part("plans.Choice", "valg", _("Det, du har valgt imellem")),
    Part("plans.JobLogEntry", "joblog", _("Joblog")),
    Part("citizens.CitizenSkill", "kompetencer", _("Kompetencer")),
    Part("citizens.Wish", "oensker", _("Ønsker")),
    Part("citizens.CvText", "cv-tekster", _("CV-tekster, du har sat ind")),
    Part("citizens.CvProposal", "cv-forslag", _("Det, der blev læst i dit CV"), path="cv_text__citizen"),
    Part("matching.Suggestion", "forslag", _("Job, der blev fundet til dig")),
    Part("matching.Advised", "foreslaaet", _("Job, der blev foreslået dig")),
    Part("introductions.Introduction", "deling", _("Spørgsmål, om en virksomhed må se dit CV")),
    Part(
        "introductions.IntroductionStep",
        "delingshistorie",
        _("Dine svar på de spørgsmål"),
        path="introduction__citizen",
    ),
    Part("partners.Share", "deling-med-andre", _("Delt med samarbejdspartnere")),
    Part("partners.Share", "partnere", _("Delt med samarbejdspartnere")),
    Part("letters.Thread", "beskedtraade", _("Beskeder: emner")),
    Part("letters.Letter", "beskeder", _("Beskeder")),
    Part("letters.ThreadStep", "beskedhistorie", _("Beskeder: begyndt og afsluttet"), path="thread__citizen"),
    Part("links.Link", "links", _("Personlige links")),
    Part("links.LinkOpening", "linkaabninger", _("Da links blev åbnet"), path="link__citizen"),
    Part("links.Behalf", "paa-dine-vegne", _("Skrevet på dine vegne")),
    Part("outbox.Message", "udbakke", _("Meddelelser om dig til andre systemer")),
    Part("outbox.Step", "udbakkehistorie", _("Hvad der skete med meddelelserne"), path="message__citizen"),
    Part("imports.Change", "indlaesning", _("Indlæst fra filer")),
    Part("citizens.EverythingCopy", "kopier", _("Kopier af alt om dig")),
    Part("journal.Event", "logbog", _("Hvem har set eller ændret din sag, hvornår og hvorfor")),
)

#: Columns that are no information about the person: keys, hashes and locks that only open something.
HIDDEN: dict[str, frozenset[str]] = {
    "accounts.User": frozenset({"password"}),
    "citizens.Identity": frozenset({"key_id", "cpr_index"}),
    "citizens.EverythingCopy": frozenset({"content"}),
    "links.Link": frozenset({"token_hash", "letter_hash", "told_hash"}),
    "outbox.Message": frozenset({"digest", "put_digest"}),
    "outbox.ReachCode": frozenset({"code_hash"}),
}

#: What the columns are called for the reader; the others stand by their own name.
COLUMNS: dict[str, Text] = {
    "name": _("Navn"),
    "value": _("Værdi"),
    "valid_from": _("Gælder fra"),
    "valid_to": _("Gælder til"),
    "recorded_at": _("Skrevet"),
    "recorded_by": _("Skrevet af"),
    "withdrawn_at": _("Taget tilbage"),
    "source": _("Kilde"),
    "kind": _("Slags"),
    "state": _("Tilstand"),
    "begins": _("Begynder"),
    "ends": _("Slutter"),
    "starts_at": _("Tidspunkt"),
    "offer": _("Tilbud"),
    "workplace": _("Arbejdssted"),
    "answer": _("Svar"),
    "company_answer": _("Virksomhedens svar"),
    "reason": _("Begrundelse"),
    "citizen_view": _("Dit eget syn"),
    "skill": _("Kompetence"),
    "level": _("Niveau"),
    "basis": _("Kendt fra"),
    "what": _("Hvad"),
    "strength": _("Styrke"),
    "text": _("Tekst"),
    "written_at": _("Skrevet"),
    "writer": _("Skrevet af"),
    "written_from": _("Fra"),
    "read_at": _("Læst"),
    "read_by": _("Læst af"),
    "heading": _("Overskrift"),
    "subject": _("Emne"),
    "at": _("Tidspunkt"),
    "actor": _("Hvem"),
    "actor_role": _("Rolle"),
    "action": _("Handling"),
    "why": _("Hvorfor"),
    "via": _("Hvordan"),
    "by": _("Af"),
    "birth_date": _("Fødselsdato"),
    "place": _("By"),
    "unit": _("Enhed"),
    "case_worker": _("Sagsbehandler"),
    "reference": _("Sagsnummer"),
    "opening": _("Åbning"),
    "asked_by": _("Spurgt af"),
    "asked_at": _("Spurgt"),
    "answer_by": _("Svar senest"),
    "shown_until": _("Vises til og med"),
    "answered_at": _("Svaret"),
    "goals": _("Mål"),
    "company": _("Virksomhed"),
    "title": _("Titel"),
    "applied_on": _("Søgt"),
    "cpr_encrypted": _("Personnummer"),
    "content_encrypted": _("Indhold"),
    "mail_encrypted": _("Mail"),
    "phone_encrypted": _("Telefon"),
    "text_encrypted": _("Tekst"),
    "heading_encrypted": _("Overskrift"),
}
