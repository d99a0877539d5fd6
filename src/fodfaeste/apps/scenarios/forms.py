"""The form that tries a policy over time: values, places, a new right, or another municipality's policy."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from fodfaeste.apps.goals.forms import RuleFields, TrialForm
from fodfaeste.core.policy import Pack
from fodfaeste.core.scenario import MOST_SEATS, AddedRule, Scenario

MONTHS, USUAL_MONTHS = (12, 36, 60, 120), 60
MOST_INHABITANTS = 10_000_000
LONGEST_WAIT = 60  # months until a new right
SEED = 1

_RIGHT = ("right_offer", "right_group", "right_after", "right_seats")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the form shows of today, and what can be chosen."""

    policy: Pack
    offers: Mapping[str, str]  # what a new right may give, with its title
    in_use: Mapping[str, int]  # how many are in each of those offers today
    others: tuple[Pack, ...]  # policies of other municipalities that can be tried
    inhabitants: int | None

    @property
    def seats(self) -> dict[str, int]:
        """Places in use today in the offers of the policy's own rules."""
        ruled = dict.fromkeys(str(rule.offer) for rule in self.policy.entries if rule.kind == "rule")
        return {offer: self.in_use.get(offer, 0) for offer in ruled}


def _lengths() -> list[tuple[int, str]]:
    """How far ahead one may ask, in the reader's language."""
    years = {months: months // 12 for months in MONTHS}
    return [
        (n, ngettext("%(years)s år", "%(years)s år", many) % {"years": many}) for n, many in years.items()
    ]


class ScenarioForm(TrialForm):
    """What a leader wants to try over time."""

    unchanged = gettext_lazy(
        "Du har ikke ændret noget. Ret en frist eller et antal pladser, eller vælg en ny ret."
    )
    months = forms.TypedChoiceField(
        label=gettext_lazy("Hvor langt frem"),
        coerce=int,
        initial=USUAL_MONTHS,
        choices=_lengths,
    )
    right_offer = forms.ChoiceField(label=gettext_lazy("Tilbud"), required=False)
    right_group = forms.ChoiceField(label=gettext_lazy("Målgruppe"), required=False)
    displaced = forms.BooleanField(
        label=gettext_lazy("Regn, som om et job til én aldrig er et mindre til andre"), required=False
    )
    against = forms.ChoiceField(
        label=gettext_lazy("Politik"),
        required=False,
        help_text=gettext_lazy(
            "Den prøves på jeres borgere. Jeres målgrupper oversættes til dens gennem lovens grupper."
            " Hvor det ikke er sikkert, får ingen en ret, og svaret siger det."
        ),
    )

    def __init__(self, standing: Standing, *args: Any, **kwargs: Any) -> None:
        super().__init__(standing.policy, *args, **kwargs)
        self.standing = standing
        self.fields["name"].label = _("Navn på scenariet")
        self.fields["name"].help_text = _("Kan være tomt. Så får scenariet navn efter det, du ændrer.")
        for offer, count in standing.seats.items():
            label = _("Pladser: %(offer)s") % {"offer": standing.offers.get(offer, offer)}
            self.fields[seats_name(offer)] = _places(label, count)
        self.fields["right_offer"].choices = [("", _("Ingen ny ret")), *_offers(standing)]
        groups = [(group.id, _words(group.title)) for group in standing.policy.groups]
        self.fields["right_group"].choices = [("", _("Vælg")), *groups]
        self.fields["right_after"] = _whole(_("Måneder efter at indsatsen begyndte"), 0, LONGEST_WAIT)
        self.fields["right_seats"] = _new_places(_("Nye pladser"))
        others = [(pack.id, pack.municipality_name) for pack in standing.others]
        self.fields["against"].choices = [("", _("Kun vores egen")), *others]
        self.fields["against_seats"] = _new_places(_("Nye pladser i hvert af dens tilbud"))
        self.fields["inhabitants"] = _inhabitants(standing.inhabitants)

    def seats(self) -> Iterator[forms.BoundField]:
        """The controls for places in the policy's own offers."""
        return (self[seats_name(offer)] for offer in self.standing.seats)

    def right(self) -> Iterator[forms.BoundField]:
        """The controls for a right that the policy does not give."""
        return (self[name] for name in _RIGHT)

    def other(self) -> Iterator[forms.BoundField]:
        """The controls for another municipality's policy."""
        return (self[name] for name in ("against", "against_seats"))

    def rules_shown(self) -> Iterator[tuple[RuleFields, bool]]:
        """Each rule, and whether its values stand open: something was changed, or is wrong."""
        for rule in self.rules():
            yield rule, self.is_touched(field.name for way in rule.ways for field in way.fields)

    def is_right_open(self) -> bool:
        """Whether a new right stands open: always where the policy has no rules to change."""
        return not self.parameters or self.is_touched(_RIGHT)

    def is_other_open(self) -> bool:
        """Whether another's policy was chosen."""
        return self.is_touched(("against", "against_seats"))

    def is_more_open(self) -> bool:
        """Whether what is seldom asked was asked."""
        return self.is_touched(("displaced",))

    def is_touched(self, names: Iterable[str]) -> bool:
        """Whether some of the fields were changed, or are wrong."""
        return self.is_bound and any(name in self.changed_data or name in self.errors for name in names)

    def clean(self) -> dict[str, Any]:
        """A new right is whole or not there; another's policy is tried alone."""
        cleaned = super().clean()
        offer, group, after = (cleaned.get(name) for name in _RIGHT[:3])
        if offer and not group:
            self.add_error("right_group", _("Vælg den målgruppe, den nye ret er for."))
        if offer and after is None and "right_after" not in self.errors:
            self.add_error("right_after", _("Skriv et antal måneder; 0 er straks."))
        if group and not offer:
            self.add_error("right_offer", _("Vælg det tilbud, den nye ret giver."))
        if offer in self.standing.seats and cleaned.get("right_seats") is not None:
            text = _("Politikken har regler om tilbuddet. Skriv pladserne i feltet for tilbuddet ovenfor.")
            self.add_error("right_seats", text)
        if cleaned.get("against") and (self.changes() or offer or self.tried_seats()):
            self.add_error(
                "against",
                _("En anden kommunes politik prøves alene. Sæt resten tilbage, eller vælg »Kun vores egen«."),
            )
        return cleaned

    def is_changed(self) -> bool:
        """Whether anything at all is to be tried."""
        chosen = (self.cleaned_data.get(name) for name in ("right_offer", "right_group", "against"))
        return super().is_changed() or any(chosen) or bool(self.tried_seats())

    def tried_seats(self) -> dict[str, int]:
        """Places that are not as today, by offer of the policy's own rules."""
        typed = {offer: self.cleaned_data.get(seats_name(offer)) for offer in self.standing.seats}
        today = self.standing.seats
        return {offer: count for offer, count in typed.items() if count is not None and count != today[offer]}

    def other_policy(self) -> Pack | None:
        """The other municipality's policy that was chosen."""
        chosen = self.cleaned_data["against"]
        return next((pack for pack in self.standing.others if pack.id == chosen), None)

    def scenario(self, runs: int) -> Scenario:
        """What was typed, as a scenario."""
        cleaned, home, other = self.cleaned_data, self.standing.policy, self.other_policy()
        return Scenario(
            name=cleaned["name"],
            policy=home.name,
            policy_hash=home.hash,
            against="" if other is None else other.name,
            against_hash="" if other is None else other.hash,
            changes=tuple((change.path, change.new) for change in self.changes()),
            rules=self._rules(),
            seats=tuple(self._seats(other).items()),
            months=cleaned["months"],
            runs=runs,
            seed=SEED,
            displacement=not cleaned["displaced"],
        )

    def _rules(self) -> tuple[AddedRule, ...]:
        cleaned = self.cleaned_data
        if not cleaned["right_offer"]:
            return ()
        return (AddedRule(cleaned["right_offer"], cleaned["right_group"], f"P{cleaned['right_after']}M"),)

    def _seats(self, other: Pack | None) -> dict[str, int]:
        cleaned, found = self.cleaned_data, self.tried_seats()
        if cleaned["right_offer"] and cleaned["right_seats"] is not None:
            found[cleaned["right_offer"]] = cleaned["right_seats"]
        if other is not None and cleaned["against_seats"] is not None:
            given = (str(rule.offer) for rule in other.entries if rule.kind == "rule")
            found |= dict.fromkeys(given, cleaned["against_seats"])
        return found


def seats_name(offer: str) -> str:
    """The control for an offer's places."""
    return f"seats-{offer}"


def _offers(standing: Standing) -> Iterator[tuple[str, str]]:
    """What a new right may give, each with how many are in it today."""
    for offer, title in standing.offers.items():
        words = {"offer": title, "count": standing.in_use.get(offer, 0)}
        yield offer, _("%(offer)s (i gang i dag: %(count)s)") % words


def _words(words: Any) -> str:
    text: str = words.in_language(get_language() or "da")
    return text


def _whole(label: str, least: int, most: int, *, required: bool = False, **rest: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        required=required,
        error_messages={
            "invalid": _("Skriv et helt tal."),
            "required": _("Skriv et helt tal."),
            "min_value": _("Skriv et helt tal fra %(least)s til %(most)s.") % {"least": least, "most": most},
            "max_value": _("Skriv et helt tal fra %(least)s til %(most)s.") % {"least": least, "most": most},
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 8}),
        **rest,
    )


def _places(label: str, today: int) -> forms.IntegerField:
    text = _("I dag er %(count)s i gang; så mange pladser regnes der med, hvis feltet er tomt.")
    return _whole(label, 0, MOST_SEATS, initial=today, help_text=text % {"count": today})


def _new_places(label: str) -> forms.IntegerField:
    text = _("Pladser ud over dem, der er i brug i dag. Er feltet tomt, regnes der med lige så mange nye.")
    return _whole(label, 0, MOST_SEATS, help_text=text)


def _inhabitants(known: int | None) -> forms.IntegerField:
    text = _("Fra Danmarks Statistik, FOLK1A. Alder og køn for dem uden for indsatsen antages som i landet.")
    return _whole(
        _("Indbyggere i kommunen"), 1, MOST_INHABITANTS, required=True, initial=known, help_text=text
    )
