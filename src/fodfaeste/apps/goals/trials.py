"""The policy tried with other values: a copy that is kept, run beside today's policy, and changes nothing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Authority, User
from fodfaeste.apps.goals.models import PackCopy
from fodfaeste.bridge.rules import load_facts
from fodfaeste.core.dates import Period, period_in_words
from fodfaeste.core.policy import Pack
from fodfaeste.engines.rules import Trial, compare
from fodfaeste.formats.packs import read_files
from fodfaeste.formats.packs.edit import changed
from fodfaeste.installation.clock import now

#: How far ahead a trial looks.
MONTHS_AHEAD = 12


@dataclass(frozen=True, slots=True)
class Change:
    """One value tried at another size: its rule, its place, and both values as the pack writes them."""

    entry: str
    path: str
    old: str
    new: str

    @property
    def operator(self) -> str:
        """What the value is: a time after a day, or the limit of a condition."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def old_words(self) -> str:
        """Today's value as people say it."""
        return value_in_words(self.operator, self.old)

    @property
    def new_words(self) -> str:
        """The tried value as people say it."""
        return value_in_words(self.operator, self.new)


def value_in_words(operator: str, value: str) -> str:
    """A tried value as people say it: 3 måneder, straks, 6."""
    if operator != "after":
        return value
    period = Period.parse(value)
    return period_in_words(period).in_language(get_language() or "da") if period != Period() else _("straks")


@transaction.atomic
def trial_keep(*, user: User, pack: Pack, changes: Sequence[Change], name: str = "") -> PackCopy:
    """Keep a copy of the policy with some values changed. Raises PackRefused where the copy is no policy.

    Nothing but the copy is saved: no person is looked at until the copy is opened.
    """
    files = changed(pack, {change.path: change.new for change in changes})
    read_files(files, pack.name)
    return PackCopy.objects.create(
        authority=user.authority,
        author=user,
        name=name,
        base_hash=pack.hash,
        changes=[asdict(change) for change in changes],
        files=files,
        created_at=now(),
    )


def trial_name(copy: PackCopy) -> str:
    """The name a kept copy was given; without one, what was changed first, in the reader's language."""
    if copy.name:
        return copy.name
    changes = changes_of(copy)
    first = changes[0]
    name = _("%(new)s i stedet for %(old)s") % {"new": first.new_words, "old": first.old_words}
    more = len(changes) - 1
    if more:
        name += ngettext(" og %(n)s ændring til", " og %(n)s ændringer til", more) % {"n": more}
    return name


@transaction.atomic
def trial_forget(*, copy: PackCopy) -> None:
    """Delete a kept copy. No answer and no figure was ever made from it."""
    copy.delete()


def trials_kept(authority: Authority) -> QuerySet[PackCopy]:
    """The kept copies of a municipality, newest first, without their files."""
    kept = PackCopy.objects.filter(authority=authority).select_related("author")
    return kept.defer("files").order_by("-created_at", "-pk")


def changes_of(copy: PackCopy) -> list[Change]:
    """What was changed in a kept copy."""
    return [Change(**change) for change in copy.changes]


def packs_of(copy: PackCopy, policy: Pack) -> tuple[Pack, Pack]:
    """The policy a copy was made from, and the copy, both read as strictly as any pack."""
    tried = read_files(copy.files, policy.name)
    if policy.hash == copy.base_hash:
        return policy, tried
    before = {change.path: change.old for change in changes_of(copy)}
    return read_files(changed(tried, before), policy.name), tried


def trial_run(*, copy: PackCopy, policy: Pack, authority: Authority, on: date) -> Trial:
    """Run the policy and the copy side by side over everyone known today, a year ahead."""
    base, tried = packs_of(copy, policy)
    return compare(base, tried, load_facts(authority, on), on, MONTHS_AHEAD)
