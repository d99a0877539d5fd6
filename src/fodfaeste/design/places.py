"""Where in an adopted text a line stands, said in one phrase."""

from django.utils.translation import gettext as _

from fodfaeste.core.policy import Entry, Offer, Source


def place_of(line: Entry | Offer | Source) -> str:
    """The place in the adopted text, from the heading inward."""
    source = line if isinstance(line, Source) else line.source
    parts = [_("under overskriften »%(heading)s«") % {"heading": source.section}]
    if source.paragraph is not None:
        parts.append(_("afsnit %(number)s") % {"number": source.paragraph})
    if source.bullet is not None:
        parts.append(_("punkt %(number)s") % {"number": source.bullet})
    if source.table:
        parts.append(_("tabellen »%(table)s«") % {"table": source.table})
    if source.column:
        parts.append(_("kolonnen »%(column)s«") % {"column": source.column})
    return ", ".join(parts)
