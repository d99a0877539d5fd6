"""What a token may be used for, in words. A system's role still decides what each call may see."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PEOPLE_READ, PEOPLE_WRITE = "people:read", "people:write"
WORK_READ, WORK_WRITE = "work:read", "work:write"
POLICY_READ = "policy:read"
TRIALS, IMPORTS, JOURNAL, WEBHOOKS = "trials", "imports", "journal:read", "webhooks"
#: Kept apart from `people:write`: each lets out more than the case that is written in.
LINKS, EVERYTHING = "links", "people:everything"
QUESTIONS, STAFF, OPERATION = "questions", "staff", "operation:read"

SCOPES: dict[str, str | Promise] = {
    PEOPLE_READ: _("Læs borgere: oplysninger, samtaler, svar, aftaler og job til dem"),
    PEOPLE_WRITE: _("Skriv i borgeres sager"),
    LINKS: _("Lav personlige links til borgere"),
    EVERYTHING: _("Bestil og hent alt om en borger, når borgeren har bedt om det"),
    WORK_READ: _("Læs virksomheder, åbninger, kurser og fag"),
    WORK_WRITE: _("Skriv åbninger og jobtekster"),
    POLICY_READ: _("Læs politik, lov, tal og dækning"),
    TRIALS: _("Prøv politikken med andre værdier og over tid"),
    IMPORTS: _("Indlæs regneark"),
    JOURNAL: _("Læs logbogen"),
    WEBHOOKS: _("Få besked, når noget sker"),
    QUESTIONS: _("Stil de to spørgsmål, og skriv, hvad svarene ændrede"),
    STAFF: _("Sæt vikarer ind"),
    OPERATION: _("Læs, hvordan det kører i baggrunden"),
}
