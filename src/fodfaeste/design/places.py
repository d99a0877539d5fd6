"""Where in an adopted text a line stands, said in one phrase."""

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fodfaeste.core.policy import Entry, Offer, Source
from fodfaeste.design.danish import naming


def place_of(line: Entry | Offer | Source, *, below: str = "") -> SafeString:
    """The place in the adopted text, from the heading inward; the heading it is shown below is left out."""
    source = line if isinstance(line, Source) else line.source
    parts = []
    if source.section != below:
        parts.append(naming(_("under overskriften »%(heading)s«"), heading=source.section))
    if source.paragraph is not None:
        parts.append(naming(_("afsnit %(number)s"), number=source.paragraph))
    if source.bullet is not None:
        parts.append(naming(_("punkt %(number)s"), number=source.bullet))
    if source.table:
        parts.append(naming(_("tabellen »%(table)s«"), table=source.table))
    if source.column:
        parts.append(naming(_("kolonnen »%(column)s«"), column=source.column))
    return format_html_join(", ", "{}", ((part,) for part in parts))
