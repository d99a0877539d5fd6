"""What one table of `packs/simulation` alone cannot tell: references, roles, and nothing named twice."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from fodfaeste.core.simulation import AGE, DURATION, MIDDLE, ROLES, Country, Rate
from fodfaeste.formats.packs.checks import Known, check_unique, known_ids, refer, refer_each
from fodfaeste.formats.packs.data_tables import check_sources, check_sources_used
from fodfaeste.formats.packs.table import File

#: The numbers of the labour market that the engine asks for.
NUMBERS = ("elasticitet", "genopfyldning", "mindst", "mest")
_LISTS = {
    "state": "states",
    "code": "codes",
    "profile": "profiles",
    "share": "shares",
    "refund": "refunds",
    "cost": "costs",
    "offer": "offers",
    "path": "paths",
    "number": "numbers",
}


def check_country(
    file: File,
    country: Country,
    rates: Sequence[Sequence[Rate]],
    findings: Known,
    rules: Mapping[str, Collection[str]] | None,
) -> None:
    """Hold the parts of a country against each other, against the evidence and against the law."""
    for key, attribute in _LISTS.items():
        check_unique(file, key, [one.id for one in getattr(country, attribute)])
    states = known_ids(file, "state", [state.id for state in country.states])
    _check_roles(file, country)
    for index, code in enumerate(country.codes):
        refer(file, ("code", index, "state"), code.state, states, "en [[state]]")
    _check_steps(file, country)
    _check_rates(file, country, rates, states)
    _check_money(file, country, states, rules)
    for index, share in enumerate(country.shares):
        for state, _ in share.of_thousand:
            refer(file, ("share", index, "of_thousand", state), state, states, "en [[state]]")
    _check_offers(file, country, findings)
    _check_named(file, country)
    _check_sources(file, country, rates)


def _check_roles(file: File, country: Country) -> None:
    """Each role is one state's; the final states are those that nobody comes back from."""
    if ("state",) in file.strange or () in file.strange:
        return
    counted = Counter(state.role for state in country.states if state.role)
    for role in ROLES:
        if counted[role] != 1:
            right = f'skriv role = "{role}" i netop én [[state]]'
            file.problem(("state",), f"{counted[role]} tilstande har rollen {role}", right)
    for index, state in enumerate(country.states):
        if state.final and (state.searching or state.in_effort):
            file.problem(("state", index, "final"), "en endelig tilstand er i indsats", "slet det ene")


def _check_steps(file: File, country: Country) -> None:
    """A factor that begins within a band would count for all of it, or for none."""
    bands = {AGE: country.age_from, DURATION: country.duration_from}
    for index, profile in enumerate(country.profiles):
        known = bands.get(profile.over, ())
        for start in (start for start, _ in profile.steps if known and start not in known):
            right = f"begynd med en af {', '.join(map(str, known))}"
            file.problem(("profile", index, "from"), f"{start} er ikke et bånds begyndelse", right)


def _check_rates(file: File, country: Country, items: Sequence[Sequence[Rate]], states: Known) -> None:
    profiles = known_ids(file, "profile", [profile.id for profile in country.profiles])
    final = {state.id for state in country.states if state.final}
    seen: set[tuple[str, str]] = set()
    for index, rates in enumerate(items):
        if not rates:
            continue  # told where it is read
        path = ("rate", index)
        refer_each(file, (*path, "from"), [rate.origin for rate in rates], states, "en [[state]]")
        refer(file, (*path, "to"), rates[0].destination, states, "en [[state]]")
        refer_each(file, (*path, "profiles"), rates[0].profiles, profiles, "en [[profile]]")
        for rate in rates:
            pair = rate.origin, rate.destination
            if rate.origin == rate.destination or rate.origin in final:
                file.problem((*path, "from"), f"fra {pair[0]} til {pair[1]} kan man ikke gå", "slet satsen")
            if pair in seen:
                file.problem((*path, "from"), f"fra {pair[0]} til {pair[1]} står to gange", "slet den ene")
            seen.add(pair)


def _check_money(
    file: File, country: Country, states: Known, rules: Mapping[str, Collection[str]] | None
) -> None:
    refunds = known_ids(file, "refund", [refund.id for refund in country.refunds])
    for index, cost in enumerate(country.costs):
        refer(file, ("cost", index, "state"), cost.state, states, "en [[state]]")
        refer(file, ("cost", index, "refund"), cost.refund, refunds, "en [[refund]]")
    named = Counter(cost.state for cost in country.costs)
    for state in (state for state, count in named.items() if count > 1):
        file.problem(("cost",), f"tilstanden »{state}« har to udgifter", "slet den ene")
    for index, refund in enumerate(country.refunds):
        path = ("refund", index)
        refer(file, (*path, "rule"), refund.rule, rules, "en regel i lovens economy.toml")
        values = rules.get(refund.rule) if rules is not None else None
        refer_each(
            file, (*path, "values"), [step.value for step in refund.steps], values, "en værdi i reglen"
        )


def _check_offers(file: File, country: Country, findings: Known) -> None:
    read: dict[str, int] = {}
    for index, offer in enumerate(country.offers):
        path = ("offer", index)
        refer(file, (*path, "finding"), offer.finding, findings, "et [[finding]] i packs/evidence")
        for place, offer_id in enumerate(offer.reads):
            if offer_id in read:
                file.problem((*path, "reads", place), f"»{offer_id}« læses to gange", "nævn det ét sted")
            read[offer_id] = index
    others = [offer for offer in country.offers if not offer.reads]
    if len(others) != 1 and not {(), ("offer",)} & file.strange:
        wrong = f"{len(others)} tilbud står for alle andre"
        file.problem(("offer",), wrong, "skriv netop ét [[offer]] med reads = []")


def _check_named(file: File, country: Country) -> None:
    """The path that all others are held against, and the numbers that the engine asks for."""
    if ("path",) not in file.strange and all(path.id != MIDDLE for path in country.paths):
        file.problem(("path",), f"vejen »{MIDDLE}« mangler", f'skriv en [[path]] med id = "{MIDDLE}"')
    known = {number.id for number in country.numbers}
    for number in NUMBERS:
        if ("number",) not in file.strange and number not in known:
            file.problem(("number",), f"tallet »{number}« mangler", "skriv et [[number]] med det id")
    if country.shares and country.shares[0].from_age != 0:
        file.problem(("share", 0, "from_age"), "andelene begynder ikke ved 0 år", "begynd med 0")


def _check_sources(file: File, country: Country, rates: Sequence[Sequence[Rate]]) -> None:
    cited = {
        "rate": [items[0].said.sources if items else () for items in rates],
        "share": [share.said.sources for share in country.shares],
        "refund": [refund.sources for refund in country.refunds],
        "cost": [cost.sources for cost in country.costs],
        "offer": [offer.said.sources for offer in country.offers],
        "path": [path.said.sources for path in country.paths],
        "number": [number.said.sources for number in country.numbers],
    }
    for key, rows in cited.items():
        check_sources(file, country.sources, key, rows)
    used = [name for rows in cited.values() for names in rows for name in names]
    check_sources_used(file, country.sources, used)
