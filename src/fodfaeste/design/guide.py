"""The tour through the demo: six steps from a line of the policy to the committee's figure."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Step:
    """What the reader sees at a step, and what to press to come to the next."""

    title: str | Promise
    next: str | Promise


STEPS: tuple[Step, ...] = (
    Step(_("Linjen i politikken"), _("Tryk på »Se hvem det gælder i dag«.")),
    Step(_("Dem det gælder i dag"), _("Tryk på en borgers navn.")),
    Step(_("Én borger"), _("Tryk på »Hvorfor?«.")),
    Step(_("Hvorfor?"), _("Tryk på »Begynd branchespor«.")),
    Step(_("Næste skridt er taget"), _("Tryk på »Se udvalgets tal«.")),
    Step(_("Udvalgets tal"), _("Det var rundturen: fra en linje i politikken til det tal, udvalget ser.")),
)
