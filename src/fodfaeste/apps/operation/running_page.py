"""The lines of the page about how it runs: each with whether all is well, and what to do where it is not."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.jobs.selectors import Night, night_of
from fodfaeste.apps.jobs.signs import workers_alive
from fodfaeste.apps.operation.kept import last_backup
from fodfaeste.apps.operation.messages import messages_waiting
from fodfaeste.design.templatetags.design import day, moment
from fodfaeste.installation import clock

BACKUP_DUE = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class Line:
    """One part of the work that nobody sees."""

    name: str
    says: str
    do: str = ""

    @property
    def is_well(self) -> bool:
        return not self.do


def lines(authority: Authority) -> list[Line]:
    """The worker, the night, messages and the backup, as they are now."""
    return [_worker(), _night(night_of(authority)), _messages(authority), _backup()]


def _worker() -> Line:
    name, sign = _("Arbejde i baggrunden"), workers_alive().first()
    if sign is None:
        do = _("Sig det til dem, der driver Fodfæste. Svar og forslag bliver ikke regnet imens.")
        return Line(name, _("Der arbejdes ikke lige nu."), do)
    return Line(name, _("Der arbejdes. Sidste livstegn %(when)s.") % {"when": moment(sign.seen_at)})


def _night(night: Night) -> Line:
    name, when = _("Nattens beregning"), {"day": day(night.day)}
    if night.is_done:
        return Line(name, _("Svar og tal er regnet for %(day)s.") % when)
    if night.state == "failed" or night.is_late:
        do = _("Sig det til dem, der driver Fodfæste. Listerne viser svar fra dagen før.")
        return Line(name, _("Svar og tal for %(day)s er ikke regnet færdigt.") % when, do)
    if not night.state:
        return Line(name, _("Der er ikke regnet her endnu. Det sker efter klokken to om natten."))
    return Line(name, _("Svar og tal for %(day)s bliver regnet.") % when)


def _messages(authority: Authority) -> Line:
    name, waiting = _("Beskeder til andre systemer"), messages_waiting(authority)
    to_mend = sum(count for (_to, state), count in waiting if state in ("rejected", "given_up"))
    under_way = sum(count for _key, count in waiting) - to_mend
    if to_mend:
        says = ngettext(
            "%(count)s besked er afvist eller opgivet.",
            "%(count)s beskeder er afvist eller opgivet.",
            to_mend,
        )
        do = _("Ret dem på listen over beskeder.")
        return Line(name, says % {"count": to_mend}, do)
    if not under_way:
        return Line(name, _("Alle beskeder er modtaget."))
    says = ngettext("%(count)s besked er på vej.", "%(count)s beskeder er på vej.", under_way)
    return Line(name, says % {"count": under_way})


def _backup() -> Line:
    name, backup = _("Sikkerhedskopi"), last_backup()
    do = _("Sig det til dem, der driver Fodfæste. Der skal tages en hver nat.")
    if backup is None:
        return Line(name, _("Fodfæste kender ingen sikkerhedskopi."), do)
    says = _("Den seneste er fra %(when)s.") % {"when": moment(backup.made_at)}
    return Line(name, says, do if clock.true_now() - backup.made_at > BACKUP_DUE else "")
