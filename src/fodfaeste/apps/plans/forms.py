"""The forms of a plan: goals, a step, alternatives to choose between, and what the citizen says."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.citizens.fields import DayField
from fodfaeste.apps.plans import codes
from fodfaeste.apps.plans.models import PlanStep
from fodfaeste.apps.plans.services import NewStep

LONGEST_TEXT, LONGEST_LINE, LONGEST_REASON = 4000, 300, 400


def _text(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "lang": "da", **attrs})


class GoalsForm(forms.Form):
    """The citizen's goals, in the citizen's own words."""

    goals = forms.CharField(
        label=gettext_lazy("Mål med borgerens egne ord"),
        max_length=LONGEST_TEXT,
        widget=_text(6),
        help_text=gettext_lazy("Hvad vil borgeren nå? Skriv det, som borgeren siger det."),
        error_messages={"required": gettext_lazy("Skriv målet. En sætning er nok.")},
    )

    def __init__(self, *args: Any, is_own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            self.fields["goals"].label = _("Det vil jeg gerne nå")
            self.fields["goals"].help_text = _("Skriv det, som du ville sige det. En sætning er nok.")


class ViewForm(forms.Form):
    """What the citizen says of the plan."""

    view = forms.CharField(
        label=gettext_lazy("Hvad siger du til planen?"),
        max_length=LONGEST_TEXT,
        widget=_text(5),
        help_text=gettext_lazy("Hvad er godt, og hvad skal være anderledes?"),
        error_messages={"required": gettext_lazy("Skriv, hvad du mener om planen.")},
    )

    def __init__(self, *args: Any, is_own: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_own:
            self.fields["view"].label = _("Hvad siger borgeren til planen?")
            self.fields["view"].help_text = _("Skriv det, som borgeren siger det.")


class ReasonForm(forms.Form):
    """Why a plan ends, or why someone agrees for the citizen."""

    reason = forms.CharField(
        label=gettext_lazy("Begrundelse"),
        max_length=LONGEST_REASON,
        widget=_text(2),
        error_messages={"required": gettext_lazy("Skriv hvorfor.")},
    )


class StepForm(forms.Form):
    """One step: what, who, when, and how far."""

    what = forms.CharField(
        label=gettext_lazy("Hvad skal der ske?"),
        max_length=LONGEST_LINE,
        widget=_text(2),
        error_messages={"required": gettext_lazy("Skriv, hvad der skal ske.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("Hvad handler det om?"), choices=list(codes.EFFORTS.items()))
    who = forms.ChoiceField(label=gettext_lazy("Hvem gør det?"), choices=list(codes.WHO.items()))
    who_name = forms.CharField(
        label=gettext_lazy("Navn på virksomhed eller samarbejdspartner"), max_length=120, required=False
    )
    starts = DayField(
        label=gettext_lazy("Begynder"), required=False, help_text=gettext_lazy("For eksempel 31.01.2027.")
    )
    due = DayField(
        label=gettext_lazy("Senest"), required=False, help_text=gettext_lazy("For eksempel 31.01.2027.")
    )
    offer = forms.ChoiceField(label=gettext_lazy("Tilbud"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Hvor langt er det?"), choices=list(codes.STEP_STATES.items())
    )

    def __init__(self, offers: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].choices = [("", _("Intet tilbud")), *offers]

    def clean(self) -> dict[str, Any]:
        """Nothing is to be done before it begins."""
        cleaned = super().clean() or {}
        if cleaned.get("starts") and cleaned.get("due") and cleaned["due"] < cleaned["starts"]:
            self.add_error("due", _("Den sidste dag kan ikke ligge før den første."))
        return cleaned

    def step(self) -> NewStep:
        """What the form says."""
        return NewStep(**self.cleaned_data)


class OwnStepForm(forms.Form):
    """A step that the citizen writes: the citizen does it."""

    what = forms.CharField(
        label=gettext_lazy("Hvad vil du gøre?"),
        max_length=LONGEST_LINE,
        widget=_text(2),
        error_messages={"required": gettext_lazy("Skriv, hvad du vil gøre.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("Hvad handler det om?"), choices=list(codes.EFFORTS.items()))
    due = DayField(
        label=gettext_lazy("Senest"), required=False, help_text=gettext_lazy("For eksempel 31.01.2027.")
    )

    def step(self) -> NewStep:
        """What the form says."""
        return NewStep(who=codes.CITIZEN, **self.cleaned_data)


def step_initial(step: PlanStep) -> dict[str, Any]:
    """A step as its form shows it."""
    return {name: getattr(step, name) for name in StepForm.base_fields}


class ChoiceForm(forms.Form):
    """Two to four alternatives where the way is uncertain, each with why it could be right."""

    MOST = 4

    about = forms.CharField(
        label=gettext_lazy("Hvad er det, der er usikkert?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Skriv, hvad borgeren skal vælge.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, self.MOST + 1):
            self.fields[f"title{number}"] = forms.CharField(
                label=_("Mulighed %(number)d") % {"number": number}, max_length=120, required=number <= 2
            )
            self.fields[f"why{number}"] = forms.CharField(
                label=_("Hvorfor mulighed %(number)d kan være rigtig") % {"number": number},
                max_length=LONGEST_LINE,
                required=False,
            )

    def alternatives(self) -> list[dict[str, object]]:
        """What was written, as it is kept."""
        written = self.cleaned_data
        return [
            {
                "id": f"own-{number}",
                "kind": "own",
                "ref": "",
                "title": written[f"title{number}"],
                "text": "",
                "reasons": [written[f"why{number}"]] if written[f"why{number}"] else [],
                "basis": "",
                "href": "",
            }
            for number in range(1, self.MOST + 1)
            if written[f"title{number}"]
        ]


class WantedForm(forms.Form):
    """Which of the alternatives the citizen wants, or why none of them."""

    chosen = forms.ChoiceField(
        label=gettext_lazy("Hvad vil du helst?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Vælg en af mulighederne, eller »Ingen af dem«.")},
    )
    own_words = forms.CharField(
        label=gettext_lazy("Sig hvorfor, med dine egne ord"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=_text(4),
        help_text=gettext_lazy("Vælger du »Ingen af dem«, så skriv, hvad du hellere vil."),
    )

    def __init__(self, titles: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [*titles, (codes.NONE_OF_THEM, _("Ingen af dem, fordi …"))]

    def clean(self) -> dict[str, Any]:
        """Who wants none of them says why: else nobody knows what to look for."""
        cleaned = super().clean() or {}
        if cleaned.get("chosen") == codes.NONE_OF_THEM and not cleaned.get("own_words"):
            self.add_error("own_words", _("Skriv, hvorfor ingen af dem passer dig."))
        return cleaned
