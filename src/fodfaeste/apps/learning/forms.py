"""What the catalogue of courses can be asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CourseSearchForm(forms.Form):
    """Words of a course's title or of who holds it."""

    q = forms.CharField(label=_("Kursus eller udbyder"), max_length=100, required=False)
