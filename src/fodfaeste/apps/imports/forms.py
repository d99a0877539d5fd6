"""The forms of the import: a file, and what each of its columns is."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.imports.preview import field_title
from fodfaeste.formats.citizens import FIELDS
from fodfaeste.formats.tables import MAX_BYTES, TEXT_ENDINGS, WORKBOOK_ENDING


class UploadForm(forms.Form):
    """A spreadsheet from the person's own machine."""

    file = forms.FileField(
        label=gettext_lazy("Regneark"),
        help_text=gettext_lazy("En fil, der ender på .csv eller .xlsx, med overskrifter i række 1."),
        error_messages={
            "required": gettext_lazy("Vælg en fil."),
            "empty": gettext_lazy("Filen er tom."),
        },
        widget=forms.FileInput(attrs={"accept": ",".join((*TEXT_ENDINGS, WORKBOOK_ENDING))}),
    )

    def clean_file(self) -> UploadedFile:
        """Refuse by declared size before a byte is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                _("Filen fylder over %(size)s MB. Del den i flere filer.") % {"size": MAX_BYTES // 1_000_000}
            )
        return file


class MappingForm(forms.Form):
    """What each column is; a column that is not used is left out."""

    def __init__(self, columns: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings = list(columns)
        choices = [("", _("Bruges ikke")), *((each.name, field_title(each.name)) for each in FIELDS)]
        for number, heading in enumerate(self.headings):
            self.fields[f"column{number}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=columns[heading]
            )

    def mapping(self) -> dict[str, str]:
        """Heading → field, as chosen."""
        return {heading: self.cleaned_data[f"column{n}"] for n, heading in enumerate(self.headings)}
