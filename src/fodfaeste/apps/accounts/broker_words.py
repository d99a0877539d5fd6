"""What the page says when a broker's round let nobody in."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason that nobody came in: its title, what to do next, and whether to try again helps."""

    title: str | Promise
    text: str | Promise
    status: int = 403
    again: bool = True

    @property
    def is_known(self) -> bool:
        """Whether the broker knows the person, who may want out there so that somebody else can come in."""
        return not self.again


PROBLEMS = {
    "down": Problem(
        _("Login-tjenesten svarer ikke"),
        _("Vi kan ikke få fat i %(name)s lige nu. Vent lidt, og prøv igen. Siden, du bad om, er husket."),
        503,
    ),
    "stale": Problem(
        _("Login blev ikke færdigt"),
        _("Der gik for lang tid, eller svaret fra %(name)s var brugt i forvejen. Begynd forfra."),
        400,
    ),
    "not_trusted": Problem(
        _("Vi kunne ikke godkende svaret"),
        _("Svaret fra %(name)s kunne ikke efterprøves. Begynd forfra. Sker det igen, så ring til kommunen."),
    ),
    "cancelled": Problem(
        _("Du er ikke logget ind"),
        _("Login hos %(name)s blev afbrudt. Prøv igen, når du er klar."),
    ),
    "assurance": Problem(
        _("Login skal være mere sikkert"),
        _("%(name)s siger, at du er logget ind på et lavere niveau, end vi må åbne for. Brug MitID."),
    ),
    "no_employee": Problem(
        _("Du har ingen rolle i Fodfæste"),
        _("%(name)s kender dig, men giver dig ingen rolle og intet team her. Bed din leder om hjælp."),
        again=False,
    ),
    "no_citizen": Problem(
        _("Vi finder ingen sag på dig"),
        _(
            "Du er logget ind hos %(name)s, men kommunen har ingen sag på dig i Fodfæste. "
            "Har du talt med en sagsbehandler, så ring til kommunen."
        ),
        again=False,
    ),
    "no_cpr": Problem(
        _("Vi fik ikke dit CPR-nummer"),
        _("Vi kan kun finde din sag, når %(name)s må sende dit CPR-nummer. Prøv igen, og sig ja til det."),
    ),
    "no_company": Problem(
        _("Vi kender ikke virksomheden"),
        _("Din virksomhed står ikke i Fodfæste endnu. Ring til kommunens virksomhedsindgang."),
        again=False,
    ),
    "no_partner": Problem(
        _("Vi kender ikke din organisation"),
        _("Din organisation står ikke som samarbejdspartner. Ring til din kontakt i kommunen."),
        again=False,
    ),
    "closed": Problem(
        _("Din adgang er lukket"),
        _("Kommunen har lukket din adgang. Er det en fejl, så ring til kommunen."),
        again=False,
    ),
    "privileges": Problem(
        _("Vi kunne ikke læse din rolle"),
        _("%(name)s sendte din rolle på en måde, vi ikke kan læse. Bed kommunens it-afdeling se i loggen."),
    ),
}
