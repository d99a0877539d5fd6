"""What the kinds and forms of a policy's lines are called on screen, and how each kind runs."""

from django.utils.translation import gettext_lazy as _

#: The kinds that a line can have, in the order of the design.
KIND_NAMES = {
    "rule": _("Regel"),
    "right": _("Ret"),
    "priority": _("Prioritering"),
    "goal": _("Mål"),
    "pledge": _("Tilsagn"),
    "principle": _("Princip"),
}

HOW_KINDS_RUN = {
    "rule": _("En regel kører som en liste: Hver dag regnes det ud, hvem den gælder, og fra hvilken dag."),
    "right": _("En ret kører som et trin, der skal med i sagen, og som bliver efterset."),
    "priority": _("En prioritering kører som en rækkefølge mellem tilbud, grupper eller brancher."),
    "goal": _("Et mål kører som et tal, der følges måned for måned."),
    "pledge": _("Et tilsagn kører som et initiativ med en ansvarlig, en dato og en tilstand."),
    "principle": _("Et princip kører ikke selv. Siden viser de linjer i politikken, der bygger på det."),
}

#: What a kind says of itself where nothing in the system follows it yet.
NOT_FOLLOWED = {
    "rule": _("kører ikke endnu"),
    "right": _("efterses ikke i systemet endnu"),
    "priority": _("styrer ikke rækkefølgen endnu"),
    "goal": _("intet mål endnu"),
    "pledge": _("ikke fulgt i systemet endnu"),
    "principle": _("ingen linjer peger hertil endnu"),
}

FORM_NAMES = {
    "mission": _("mission"),
    "vision": _("vision"),
    "value": _("værdi"),
    "focus_area": _("fokusområde"),
    "goal": _("mål"),
    "action": _("handling"),
    "actor": _("en aktørs bidrag"),
    "neighbour": _("en anden politik eller plan"),
    "swot": _("styrker, svagheder, muligheder og trusler"),
    "figure_note": _("udsagn om et tal"),
    "period": _("periode"),
    "principle": _("bærende princip"),
    "aim": _("overordnet mål"),
    "sub_goal": _("delmål"),
    "we_will": _("vi vil"),
    "guidepost": _("pejlemærke"),
    "statement": _("udsagn"),
    "partner": _("samarbejdspartner"),
    "sdg": _("verdensmål"),
    "rule": _("regel"),
}

SWOT_NAMES = {
    "strength": _("styrke"),
    "weakness": _("svaghed"),
    "opportunity": _("mulighed"),
    "threat": _("trussel"),
}

UNIT_NAMES = {
    "persons": _("personer"),
    "full_time_persons": _("fuldtidspersoner"),
    "jobs": _("job"),
    "companies": _("virksomheder"),
    "hours": _("timer"),
    "days": _("dage"),
    "percent": _("procent"),
    "percentage_points": _("procentpoint"),
    "count": _("i alt"),
}
