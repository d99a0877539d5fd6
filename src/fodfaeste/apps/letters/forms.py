"""Writing a letter: a subject and a heading for a new thread, and the text."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.apps.letters.codes import SUBJECTS
from fodfaeste.apps.links.registry import Door, Thing

LONGEST = 5000


class LetterForm(forms.Form):
    """A letter in a thread."""

    text = forms.CharField(
        label=gettext_lazy("Din besked"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": gettext_lazy("Skriv en besked."),
            "max_length": gettext_lazy("Beskeden er for lang. Den kan højst være %(limit_value)d tegn."),
        },
    )

    link = forms.ChoiceField(
        label=gettext_lazy("Send også et personligt link"),
        required=False,
        help_text=gettext_lazy("Linket sendes for sig og åbner kun den ene ting."),
    )

    def __init__(self, *args: Any, things: Sequence[tuple[Door, Thing]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.things = {f"{door.purpose}:{door.about}:{one.about_id}": (door, one) for door, one in things}
        if self.things:
            words = [(key, one.words) for key, (_door, one) in self.things.items()]
            self.fields["link"].choices = [("", gettext_lazy("Intet link")), *words]
        else:
            del self.fields["link"]

    @property
    def linked(self) -> tuple[Door, Thing] | None:
        """What a link is sent to, if to anything."""
        return self.things.get(self.cleaned_data.get("link", ""))


class ThreadForm(LetterForm):
    """The first letter of a thread."""

    subject = forms.ChoiceField(
        label=gettext_lazy("Hvad handler det om?"),
        error_messages={"required": gettext_lazy("Vælg, hvad det handler om.")},
    )
    heading = forms.CharField(
        label=gettext_lazy("Overskrift"),
        max_length=120,
        error_messages={"required": gettext_lazy("Skriv en overskrift.")},
    )
    field_order = ("subject", "heading", "text", "link")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(code, in_language(words)) for code, words in SUBJECTS.items()]
        self.fields["subject"].choices = [("", gettext_lazy("Vælg")), *names]
