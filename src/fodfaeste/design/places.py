"""Where in an adopted text a line stands, said in one phrase."""

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fodfaeste.core.policy import Entry, Offer, Source
from fodfaeste.design.danish import in_danish


def place_of(line: Entry | Offer | Source, *, below: str = "") -> SafeString:
    """The place in the adopted text, from the heading inward; the heading it is shown below is left out."""
    source = line if isinstance(line, Source) else line.source
    parts = []
    if source.section != below:
        parts.append(_named(_("under overskriften »%(heading)s«"), heading=source.section))
    if source.paragraph is not None:
        parts.append(_named(_("afsnit %(number)s"), number=source.paragraph))
    if source.bullet is not None:
        parts.append(_named(_("punkt %(number)s"), number=source.bullet))
    if source.table:
        parts.append(_named(_("tabellen »%(table)s«"), table=source.table))
    if source.column:
        parts.append(_named(_("kolonnen »%(column)s«"), column=source.column))
    return format_html_join(", ", "{}", ((part,) for part in parts))


def _named(phrase: str, **names: str | int) -> SafeString:
    """A phrase with names from the text, which are in the text's own language."""
    marked = {key: in_danish(name) if isinstance(name, str) else name for key, name in names.items()}
    return SafeString(escape(phrase) % marked)
