"""The packs can be read, the policy in force is not over, and old answers keep theirs."""

from collections.abc import Iterator

from django.apps import apps

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.goals.models import PackVersion
from fodfaeste.apps.operation.finding import Finding, broken, fine, look
from fodfaeste.bridge.law import policy_here
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.formats.packs.law import installed_law_folders, read_law_folders
from fodfaeste.formats.packs.library import installed_folders, overlaps, packs_folder, read_folders
from fodfaeste.installation import clock

AREA = "Politik og lov"
CHECK = "Kør fodfaeste check; den viser fil og linje"


def check_packs(quick: bool) -> Iterator[Finding]:
    """Read strictly, for today, and kept for what was answered before."""
    found, problems = read_folders(installed_folders())
    laws, law_problems = read_law_folders(installed_law_folders(packs_folder()))
    wrong = [*problems, *law_problems, *overlaps(found)]
    if wrong:
        yield broken(AREA, f"{len(wrong)} fejl i pakkerne", CHECK)
    else:
        yield fine(AREA, f"{len(found)} politikker og {len(laws)} love kan læses")
    for authority in Authority.objects.order_by("slug"):
        yield from policy_in_force(authority)
    yield from packs_kept()


def policy_in_force(authority: Authority) -> Iterator[Finding]:
    """There is one for today, and whether its period is over."""
    try:
        pack = policy_here(authority, on := clock.today(authority))
    except FodfaesteError:
        yield broken(AREA, f"{authority.slug} har ingen politik, der gælder i dag", CHECK)
        return
    if pack.period_to < on:
        do = "Den gælder, til en ny er vedtaget; læg den nye ind, når den er"
        yield look(AREA, f"Politikken for {authority.slug} løb ud {pack.period_to:%d.%m.%Y}", do)


def packs_kept() -> Iterator[Finding]:
    """Each pack that anything was answered by can explain it for ever."""
    known = set(PackVersion.objects.values_list("hash", flat=True))
    used: set[str] = set()
    for model in apps.get_models():
        if any(field.name == "pack_hash" for field in model._meta.concrete_fields):
            used |= set(model._default_manager.order_by().values_list("pack_hash", flat=True).distinct())
    lost = used - known - {""}
    if lost:
        do = "Læg de gamle pakker i mappen, og kør fodfaeste nightly; se docs/operate.md"
        yield broken(AREA, f"{len(lost)} pakker, der er svaret efter, er ikke gemt", do)
    else:
        yield fine(AREA, "Alle pakker, der er svaret efter, er gemt")
