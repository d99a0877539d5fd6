"""Two questions to ask, two answers to give, and what came of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fodfaeste.apps.questions.codes import CHOICES, MOMENTS

LONGEST_WORDS = 500


class InquiryForm(forms.Form):
    """Which goal, at which moment, and the two questions; the questions are proposed and can be rewritten."""

    goal = forms.ChoiceField(label=_("Hvilket mål i politikken handler det om?"))
    moment = forms.ChoiceField(label=_("Hvem skal spørges, og hvornår?"), choices=list(MOMENTS.items()))
    first = forms.CharField(
        label=_("Første spørgsmål"),
        help_text=_("Det besvares med ja, delvist, nej eller ved ikke."),
        max_length=200,
        initial=_("Bragte det dig et skridt videre?"),
    )
    second = forms.CharField(
        label=_("Andet spørgsmål"),
        help_text=_("Det besvares med egne ord."),
        max_length=200,
        initial=_("Hvad kunne vi gøre bedre?"),
    )

    def __init__(self, goals: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goal"].choices = goals


class ReplyForm(forms.Form):
    """Both may be left empty."""

    choice = forms.ChoiceField(
        choices=list(CHOICES.items()), required=False, widget=forms.RadioSelect, label=""
    )
    words = forms.CharField(
        required=False,
        max_length=LONGEST_WORDS,
        label="",
        help_text=_("Skriv ikke navne eller noget, man kan kende dig på."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, questions: tuple[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].label, self.fields["words"].label = questions


class ChangeForm(forms.Form):
    """What was changed."""

    what = forms.CharField(
        label=_("Hvad har vi ændret på grund af svarene?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
