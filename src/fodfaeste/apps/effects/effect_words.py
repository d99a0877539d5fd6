"""What an offer does in plain sentences, and what it would take where that cannot be told."""

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fodfaeste.apps.effects.selectors import Row
from fodfaeste.core.words import Words
from fodfaeste.engines.indicators.effect_answers import Limits


def effect_in_words(answer: Row) -> str:
    """An effect as people of a hundred, with its interval; honest where it may be either way."""
    low, high = answer["low"], answer["high"]
    values = {"months": answer["months"], "low": _people(low), "high": _people(high)}
    if low <= 0 <= high:
        return _(
            "Det kan ikke ses, om tilbuddet gør en forskel. Af 100, der begynder, kan alt fra %(low)s færre"
            " til %(high)s flere være i arbejde efter %(months)s måneder end ellers."
        ) % {**values, "low": _people(min(low, 0))}
    size = {**values, "size": _people(answer["estimate"])}
    whole = 1 if size["size"] == "1" else 2
    if low > 0:
        return (
            ngettext(
                "Af 100, der begynder, er omkring %(size)s mere i arbejde efter %(months)s måneder end"
                " ellers; mellem %(low)s og %(high)s.",
                "Af 100, der begynder, er omkring %(size)s flere i arbejde efter %(months)s måneder end"
                " ellers; mellem %(low)s og %(high)s.",
                whole,
            )
            % size
        )
    return (
        ngettext(
            "Af 100, der begynder, er omkring %(size)s mindre i arbejde efter %(months)s måneder end"
            " ellers; mellem %(high)s og %(low)s.",
            "Af 100, der begynder, er omkring %(size)s færre i arbejde efter %(months)s måneder end"
            " ellers; mellem %(high)s og %(low)s.",
            whole,
        )
        % size
    )


def _people(value: float) -> str:
    """People of a hundred, without a sign; a number under one half is not made nothing."""
    size = abs(value)
    return number_format(round(size, 1), decimal_pos=1) if 0.05 <= size < 0.5 else number_format(round(size))


def refusal_in_words(answer: Row) -> str:
    """Why no effect is told, as the engine says it."""
    return Words(**answer["words"]).in_language(get_language() or "da")


def needed_in_words(answer: Row) -> str:
    """What would have to be so, for the effect to be told."""
    limits = Limits()
    needed = {
        "few_began": _("Der skal mindst %(began)s til, som er fulgt i %(months)s måneder.")
        % {"began": limits.fewest_began, "months": answer["months"]},
        "unfollowed": _("Vent: flere skal være fulgt i %(months)s måneder, før det kan regnes.")
        % {"months": answer["months"]},
        "few_compared": _("Der skal være flere, som kunne have fået tilbuddet og ikke begyndte."),
        "unknown": _("Oplysningen skal stå hos flere af dem, der begynder, fra før de begynder."),
        "few_outcomes": _("Der skal være flere, som kommer i arbejde, og flere, som ikke gør."),
        "overlap": _("Det hjælper ikke at vente. Nogle af dem, der ligner hinanden, skal ikke begynde."),
        "control_unknown": _(
            "Perioder i arbejde skal være skrevet ned fra mindst 18 måneder før forløbene begyndte."
        ),
        "control": _(
            "Det, der afgør, hvem der får tilbuddet, skal skrives ned. Eller der skal trækkes lod blandt dem,"
            " der lige så godt kunne få det."
        ),
    }
    return needed.get(str(answer["reason"]), "")


def points(value: float) -> str:
    """A difference in percentage points, with its sign: -1,5."""
    return number_format(round(value, 1), decimal_pos=1).replace("-", "−")


def percent(share: float) -> str:
    """A share from 0 to 1 as per cent."""
    return _("%(number)s %%") % {"number": number_format(round(100 * share, 1), decimal_pos=1)}
