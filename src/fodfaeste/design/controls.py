"""How a form's field is drawn: which classes its control has, and what describes it."""

from dataclasses import dataclass

from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    ClearableFileInput,
    FileInput,
    RadioSelect,
    Select,
    Textarea,
    Widget,
)
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Control:
    """A field's control as HTML, and the kind of markup that goes around it."""

    kind: str  # "line", "check", "radios" or "checks"
    html: SafeString


def control_of(field: BoundField) -> Control:
    """The control of a field, described by its hint and its error."""
    widget = field.field.widget
    kind = _kind(widget)
    attrs = {"class": _classes(widget, kind)}
    if kind in ("line", "check"):
        described_by = field.aria_describedby
        if described_by:
            attrs["aria-describedby"] = described_by
        if field.errors:
            attrs["aria-invalid"] = "true"
    return Control(kind=kind, html=field.as_widget(attrs=attrs))


def _kind(widget: Widget) -> str:
    if isinstance(widget, CheckboxSelectMultiple):
        return "checks"
    if isinstance(widget, RadioSelect):
        return "radios"
    return "check" if isinstance(widget, CheckboxInput) else "line"


def _classes(widget: Widget, kind: str) -> str:
    own = widget.attrs.get("class", "")
    if kind == "radios":
        base = "form-radio"
    elif kind in ("check", "checks"):
        base = "form-checkbox"
    elif isinstance(widget, Select):
        base = "form-select"
    elif isinstance(widget, (ClearableFileInput, FileInput)):
        base = "form-file"
    else:
        base = "form-input form-textarea" if isinstance(widget, Textarea) else "form-input"
    return f"{base} {own}".strip()
