"""An answer in plain sentences: what changes, how sure it is, and why where nothing does."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fodfaeste.core.words import Words
from fodfaeste.engines.simulation.model import Rights
from fodfaeste.engines.simulation.telling.bands import Told
from fodfaeste.engines.simulation.telling.figures import Names
from fodfaeste.engines.simulation.telling.tell import TODAY, TRIED, Answer, Simulated, Total

#: Seats are called full when so many per cent are in use, and entries the same when so few per cent apart.
_FULL, _ALIKE = 95.0, 2.0
#: From here on numbers are whole, and from there on they have three digits that count.
_WHOLE, _EXACT = 10, 1000
#: Fewer runs than this have no 90 % band to speak of.
_ENOUGH = 40


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer, about one of: change, zero, nobody, seats, net, most, sure, few."""

    about: str
    words: Words


def sentences(answer: Answer, simulated: Simulated, names: Names) -> tuple[Sentence, ...]:
    """The answer in plain sentences, the most important first."""
    return tuple(_all(answer, simulated, names))


def _all(answer: Answer, simulated: Simulated, names: Names) -> Iterator[Sentence]:
    if answer.binds_nobody:
        yield Sentence("nobody", _nobody(simulated))
        yield from _seats(answer, simulated, names)
        return
    yield from _changes(answer)
    yield from _seats(answer, simulated, names)
    yield from _net(answer)
    yield from _most(answer)
    yield from _sure(answer)


def _nobody(simulated: Simulated) -> Words:
    """Why both policies came to exactly the same."""
    today, tried = simulated.policies
    if _same_rights(today, tried) and np.array_equal(today.seats, tried.seats):
        return Words(
            "Ændringen binder ingen: de to politikker giver de samme mennesker ret på samme tid og har lige"
            " mange pladser. Alle forskelle er præcis nul.",
            "The change binds nobody: the two policies give the same people a right at the same time and have"
            " equally many seats. All differences are exactly zero.",
        )
    return Words(
        "Ændringen binder ingen: rettigheder eller pladser er andre, men i ingen kørsel fik det nogen til at"
        " begynde på en anden tid. Alle forskelle er præcis nul.",
        "The change binds nobody: rights or seats are others, but in no run did it make anybody begin at"
        " another time. All differences are exactly zero.",
    )


def _same_rights(today: Rights, tried: Rights) -> bool:
    same_first = np.array_equal(today.first, tried.first)
    return same_first and np.array_equal(today.wait, tried.wait)


def _changes(answer: Answer) -> Iterator[Sentence]:
    """What changes for people and money, and a sentence more where it may be nothing."""
    caseload = answer.total("caseload")
    if caseload is not None and not caseload.held_back:
        yield from _change(caseload, answer.months, _CASELOAD)
    spending = answer.total("spending")
    if spending is not None:
        yield from _change(spending, answer.months, _SPENDING)


_CASELOAD = (
    Words("måneder færre i indsats i alt", "fewer months in the effort in all"),
    Words("måneder flere i indsats i alt", "more months in the effort in all"),
)
_SPENDING = (
    Words("kroner mindre i udgifter i alt", "kroner less spent in all"),
    Words("kroner mere i udgifter i alt", "kroner more spent in all"),
)


def _change(total: Total, months: int, ways: tuple[Words, Words]) -> Iterator[Sentence]:
    difference = total.of.difference
    middle = float(difference.middle[0])
    way = ways[middle > 0]
    low, high = signed(difference.knowledge.low[0]), signed(difference.knowledge.high[0])
    size = number(abs(middle))
    yield Sentence(
        "change",
        Words(
            f"Over {months} måneder: {size.da} {way.da}. Ud fra det, vi ved, ligger forskellen mellem"
            f" {low.da} og {high.da} i ni af ti kørsler.",
            f"Over {months} months: {size.en} {way.en}. By what is known, the difference lies between"
            f" {low.en} and {high.en} in nine of ten runs.",
        ),
    )
    if difference.knowledge.holds_zero()[0]:
        yield Sentence("zero", _MAY_BE_NOTHING)


_MAY_BE_NOTHING = Words(
    "Nul ligger inden for det: simulationen kan ikke sige, om der er nogen forskel.",
    "Zero lies within it: the simulation cannot say whether there is any difference.",
)


def _seats(answer: Answer, simulated: Simulated, names: Names) -> Iterator[Sentence]:
    """Where seats and not rules decide: full under both policies, with a queue, and entries alike."""
    for at, offer in enumerate(simulated.axes.offers):
        if not simulated.policies[TRIED].seats[at].any():
            if _waiting(answer, offer) >= 1:
                yield Sentence("seats", _no_seats(names.offer(offer)))
        elif _same_seats(simulated.policies, at):
            yield from _full_seats(answer, offer, names.offer(offer))


def _waiting(answer: Answer, offer: str) -> float:
    """How many have a right and wait, on average over the months, under the policy tried."""
    queue = answer.line(f"queue.{offer}")
    return 0.0 if queue is None else _mean(queue.of.tried)


def _no_seats(offer: Words) -> Words:
    return Words(
        f"{offer.da}: der er ingen pladser, så ingen kan begynde, hvad reglen end siger.",
        f"{offer.en}: there are no seats, so nobody can begin, whatever the rule says.",
    )


def _full_seats(answer: Answer, offer: str, title: Words) -> Iterator[Sentence]:
    full, entries = answer.line(f"full.{offer}"), answer.total(f"entries.{offer}")
    if full is None or entries is None or entries.held_back:
        return
    today, tried = float(entries.of.today.middle[0]), float(entries.of.tried.middle[0])
    in_use, waiting = min(_mean(full.of.today), _mean(full.of.tried)), _waiting(answer, offer)
    if in_use >= _FULL and waiting >= 1 and abs(tried - today) * 100 <= _ALIKE * max(today, 1):
        yield Sentence("seats", _seats_decide(title, in_use, waiting, today, tried))


def _same_seats(policies: tuple[Rights, Rights], offer: int) -> bool:
    return np.array_equal(policies[TODAY].seats[offer], policies[TRIED].seats[offer])


def _seats_decide(offer: Words, in_use: float, waiting: float, today: float, tried: float) -> Words:
    use, queue, before, after = number(in_use), number(waiting), number(today), number(tried)
    return Words(
        f"{offer.da}: pladserne er det, der bestemmer, ikke reglen. {use.da} procent er i brug, og {queue.da}"
        f" venter i gennemsnit. En tidligere ret flytter på køen, men giver ikke én plads mere: {before.da}"
        f" begynder med dagens politik, {after.da} med den prøvede. Flere pladser ville ændre mere"
        " end en ny frist.",
        f"{offer.en}: the seats decide, not the rule. {use.en} per cent are in use, and {queue.en} wait on"
        f" average. An earlier right moves the queue but makes no seat more: {before.en} begin by today's"
        f" policy, {after.en} by the one tried. More seats would change more than a new deadline.",
    )


def _net(answer: Answer) -> Iterator[Sentence]:
    """Who gains, who loses by it, and what is left."""
    direct, displaced, net = (
        signed(of.middle[0]) for of in (answer.work.direct, answer.work.displaced, answer.work.net)
    )
    yield Sentence(
        "net",
        Words(
            f"Måneder i arbejde: {direct.da} hos dem, hvis vej gennem tilbuddene bliver en anden,"
            f" {displaced.da} hos alle andre, som de deler ledige job og pladser med. Tilbage er {net.da}.",
            f"Months in work: {direct.en} for those whose way through the offers changes, {displaced.en} for"
            f" everybody else, with whom they share vacancies and seats. What is left is {net.en}.",
        ),
    )


def _most(answer: Answer) -> Iterator[Sentence]:
    if answer.moved and answer.moved[0].width > 0:
        title = answer.moved[0].title
        yield Sentence(
            "most",
            Words(
                f"Mest afhænger svaret af: {title.da}.",
                f"What the answer depends on most: {title.en}.",
            ),
        )


def _sure(answer: Answer) -> Iterator[Sentence]:
    """The Monte-Carlo error: a footnote, since more runs make it small and nothing else."""
    caseload = answer.total("caseload")
    error = number(0.0 if caseload is None else float(caseload.of.difference.error[0]))
    yield Sentence(
        "sure",
        Words(
            f"Af {answer.runs} kørsler kendes midten af forskellen i måneder i indsats på {error.da} nær"
            " (standardfejl). Flere kørsler gør kun det tal mindre, ikke usikkerheden om, hvad der virker.",
            f"From {answer.runs} runs the middle of the difference in months in the effort is known to within"
            f" {error.en} (standard error). More runs make only that number smaller, not the doubt about what"
            " works.",
        ),
    )
    if answer.runs < _ENOUGH:
        yield Sentence(
            "few",
            Words(
                f"Med færre end {_ENOUGH} kørsler er båndene kun et første skøn.",
                f"With fewer than {_ENOUGH} runs the bands are a first guess only.",
            ),
        )


def _mean(told: Told) -> float:
    """The average over the months that are known."""
    known = told.middle[~np.isnan(told.middle)]
    return float(known.mean()) if len(known) else 0.0


def number(value: float) -> Words:
    """A number as people write it, with three digits that count: 1.230 and 0,4 in Danish."""
    size = abs(value)
    if size >= _EXACT:
        value = float(f"{value:.3g}")
    written = f"{value:,.0f}" if size >= _WHOLE or value == int(value) else f"{value:,.1f}"
    return Words(written.translate(str.maketrans(",.", ".,")), written)


def signed(value: float) -> Words:
    """A difference as people write it: with its sign, nought without one."""
    words = number(abs(value))
    sign = "" if words.en in ("0", "0.0") else ("+" if value > 0 else "−")
    return Words(f"{sign}{words.da}", f"{sign}{words.en}")


def within(title: Words) -> Words:
    """A title as it stands inside a sentence: without its capital, but for letters that stand for words."""
    return Words(
        *(text[:1].lower() + text[1:] if text[1:2].islower() else text for text in (title.da, title.en))
    )
