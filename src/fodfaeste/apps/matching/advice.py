"""What the night advised, as far as it can still be taken: never what has been filled or no longer fits."""

from dataclasses import dataclass
from datetime import date

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.matching.models import Advised, Sharing, Suggestion
from fodfaeste.apps.matching.selectors import Seeker, suggestions_first
from fodfaeste.apps.matching.wording import shown_to
from fodfaeste.bridge.matching import seeking
from fodfaeste.engines.matching import Pair


@dataclass(frozen=True, slots=True)
class Advice:
    """What is advised to one citizen: what still stands, and whether any has fallen off since the night."""

    night: Sharing | None
    rows: list[Advised]
    pairs: list[Pair]  # in step with the rows
    has_fallen_off: bool
    fell_short: bool  # something fits, and the seats were shared out to others


def advice_to(citizen: Citizen, on: date, seeker: Seeker | None = None) -> Advice:
    """What the last night advised a citizen, each tried again against every limit as it stands now.

    `seeker` is the citizen against what is open, where that is known already.
    """
    night = night_latest(citizen.authority)
    kept = list(
        Advised.objects.filter(citizen=citizen)
        .select_related("opening__unit", "opening__place")
        .order_by("place_in_list")
    )
    if night is None or not kept:
        fits = night is not None and Suggestion.objects.filter(citizen=citizen).exists()
        return Advice(night, [], [], has_fallen_off=False, fell_short=fits)
    open_now = [row for row in kept if row.opening.withdrawn_at is None]
    seeker = seeker or Seeker.of(citizen, on, [row.opening for row in open_now])
    pairs = seeker.pairs([row.opening.reference for row in open_now])
    stays = not has_left(seeker)
    stands = [(row, pair) for row, pair in zip(open_now, pairs, strict=True) if pair.listed and stays]
    return Advice(
        night,
        [row for row, _pair in stands],
        [pair for _row, pair in stands],
        has_fallen_off=len(stands) < len(kept),
        fell_short=False,
    )


def night_latest(authority: Authority) -> Sharing | None:
    """The last night that openings were shared out to everyone."""
    return Sharing.objects.filter(authority=authority).order_by("-on").first()


def advised_to(opening: Opening) -> set[int]:
    """The keys of the citizens whom the last night advised an opening to."""
    return set(Advised.objects.filter(opening=opening).values_list("citizen_id", flat=True))


def others_advised(seeker: Seeker, opening: Opening) -> int | None:
    """How many others an opening that is advised to a citizen is advised to; None where it is not."""
    row = Advised.objects.filter(citizen=seeker.citizen, opening=opening).first()
    return None if row is None or has_left(seeker) else row.others


def has_left(seeker: Seeker) -> bool:
    """Whether the citizen has left the effort: then nothing is advised."""
    return seeking(seeker.tables)["citizens"].is_empty()


def found_in_the_night(citizen: Citizen, on: date) -> dict[str, object]:
    """What a citizen's page holds up: what is advised, else the best of the citizen's own list."""
    advice = advice_to(citizen, on)
    return {
        "advice": advice,
        "advised": [(row.opening, shown_to(row.others, own=False)) for row in advice.rows],
        "suggestions": [] if advice.rows else suggestions_first(citizen),
    }
