"""Finding an opening, to see why it is or is not on a citizen's list."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FindForm(forms.Form):
    """Part of a title, a workplace or a reference."""

    find = forms.CharField(
        label=_("Titel, arbejdssted eller nummer"),
        max_length=100,
        required=False,
    )
