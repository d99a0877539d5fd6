"""An explanation says the same as the answer, in sentences that can be read aloud."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fodfaeste.core.errors import UsageError
from fodfaeste.core.facts import FACTS, NOT_HAPPENED
from fodfaeste.core.policy import Where
from fodfaeste.engines.rules import conditions_in_words, due, explain, reasons
from fodfaeste.engines.rules.cases import run_cases
from tests.engines.rules import brute, build
from tests.engines.rules.norddjurs import GROUPS, explained, policy

ON = date(2020, 8, 31)
INSURED = {
    "target_group": "forsikret",
    "effort_started": date(2020, 3, 1),
    "unemployment_started": date(2020, 3, 1),
    "earlier_unemployment_months": 6.5,
}
MOVED = {
    "target_group": "arbejdsmarkedsparat",
    "effort_started": date(2020, 6, 1),
    "unemployment_started": date(2020, 6, 1),
    "earlier_unemployment_months": 0.0,
    "became_job_ready": date(2020, 8, 1),
    "came_from": "ung",
}
UNKNOWN = {"target_group": "forsikret", "unemployment_started": date(2020, 3, 1)}

SENTENCES = [
    (
        ON,
        INSURED,
        (
            "Skal begynde: ret siden 1. marts 2020. "
            "6 måneder efter, at indsatsen begyndte: 1. september 2020, dagen er ikke nået; "
            "eller fra den dag, ledigheden begyndte: 1. marts 2020, dagen er nået, "
            "og den tidligere ledighed er over 6 måneder: ja (6,5)."
        ),
        (
            "Due since 1 March 2020. "
            "6 months after the effort started: 1 September 2020, the day is not reached; "
            "or from the day unemployment started: 1 March 2020, the day is reached, "
            "and earlier unemployment is over 6 months: yes (6.5)."
        ),
    ),
    (
        ON,
        MOVED,
        (
            "Skal begynde: ret siden 1. august 2020. "
            "3 måneder efter, at indsatsen begyndte: 1. september 2020, dagen er ikke nået; "
            "eller fra den dag, ledigheden begyndte: 1. juni 2020, dagen er nået, "
            "og den tidligere ledighed er over 6 måneder: nej (0); "
            "eller fra den dag, borgeren blev jobparat: 1. august 2020, dagen er nået, "
            "og den tidligere målgruppe er en anden end arbejdsmarkedsparat: ja (ung)."
        ),
        (
            "Due since 1 August 2020. "
            "3 months after the effort started: 1 September 2020, the day is not reached; "
            "or from the day unemployment started: 1 June 2020, the day is reached, "
            "and earlier unemployment is over 6 months: no (0); "
            "or from the day the citizen became job-ready: 1 August 2020, the day is reached, "
            "and the former target group is other than arbejdsmarkedsparat: yes (ung)."
        ),
    ),
    (
        ON,
        UNKNOWN,
        (
            "Kan ikke afgøres. 6 måneder efter, at indsatsen begyndte: »Indsatsen begyndte« mangler; "
            "eller fra den dag, ledigheden begyndte: 1. marts 2020, dagen er nået, "
            "og den tidligere ledighed er over 6 måneder: ukendt."
        ),
        (
            "Cannot tell. 6 months after the effort started: “Effort started” is missing; "
            "or from the day unemployment started: 1 March 2020, the day is reached, "
            "and earlier unemployment is over 6 months: unknown."
        ),
    ),
    (
        ON,
        {"target_group": "ung", "became_job_ready": NOT_HAPPENED},
        "Endnu ikke. Fra den dag, borgeren blev jobparat: det er ikke sket.",
        "Not yet. From the day the citizen became job-ready: it has not happened.",
    ),
    (
        date(2022, 1, 1),
        {"target_group": "integrationsborger", "integration_started": date(2022, 1, 2)},
        (
            "Endnu ikke: først 2. januar 2022. "
            "Fra den dag, integrationsperioden begyndte: 2. januar 2022, dagen er ikke nået. "
            "Politikkens periode sluttede 31. december 2021; den gælder videre, til den afløses."
        ),
        (
            "Not yet: not until 2 January 2022. "
            "From the day the integration period started: 2 January 2022, the day is not reached. "
            "The policy's period ended on 31 December 2021; it runs on until it is replaced."
        ),
    ),
    (
        ON,
        {"target_group": "sygemeldt"},
        "Ikke omfattet. Politikken nævner ikke gruppen »sygemeldt«.",
        "Not covered. The policy does not name the group “sygemeldt”.",
    ),
    (
        ON,
        {"target_group": "ingen"},
        "Ikke omfattet. Borgeren er ikke i nogen målgruppe den dag.",
        "Not covered. The citizen is in no target group that day.",
    ),
    (ON, {}, "Kan ikke afgøres. Målgruppen er ukendt.", "Cannot tell. The target group is unknown."),
    (
        date(2019, 12, 31),
        {"target_group": "ung"},
        "Ikke omfattet. Politikken gælder ikke den dag. Politikken gælder først fra 1. januar 2020.",
        "Not covered. The policy is not in force on that day. The policy applies from 1 January 2020.",
    ),
]


@pytest.mark.parametrize(("on", "facts", "danish", "english"), SENTENCES)
def test_the_sentence_reads(on, facts, danish, english):
    sentence = explained(on, **facts).sentence()
    assert (sentence.da, sentence.en) == (danish, english)


def test_a_policy_that_stops_says_so():
    stopping = replace(policy(), on_expiry="stops")
    found = explain(stopping, build.people({"target_group": "ung"}), date(2022, 1, 1), "branchespor")
    assert found.sentence().da == (
        "Ikke omfattet. Politikken gælder ikke den dag. Politikkens periode sluttede 31. december 2021."
    )


def test_inside_the_period_nothing_is_noted():
    assert explained(date(2021, 12, 31), **INSURED).notes == ()


def test_each_line_names_its_facts_and_its_truth():
    lines = explained(ON, **UNKNOWN).lines
    assert [(line.truth, line.facts) for line in lines] == [
        (None, ("effort_started",)),
        (None, ("unemployment_started", "earlier_unemployment_months")),
    ]


def test_open_questions_about_the_rule_follow_the_answer():
    about = {question.id for question in explained(ON, **MOVED).questions}
    assert {"tidligere-ledighed.vindue", "brancheskift.betydning", "indsats.begyndelse"} <= about


def test_settled_questions_do_not():
    settled = replace(
        policy(), questions=tuple(replace(question, state="settled") for question in policy().questions)
    )
    assert explain(settled, build.people(MOVED), ON, "branchespor").questions == ()


def test_the_answer_carries_the_pack_that_gave_it():
    answer = explained(ON, **INSURED).answer
    assert (answer.pack, answer.pack_hash, answer.on) == ("norddjurs/2020", policy().hash, ON)


def test_a_rule_of_another_group_is_answered_as_if_and_says_so():
    found = explain(policy(), build.people(INSURED), ON, "branchespor", "branchespor.arbejdsmarkedsparat")
    assert found.answer.rule == "branchespor.arbejdsmarkedsparat"
    assert found.notes[0].da == (
        "Reglen gælder gruppen »arbejdsmarkedsparat«, men borgeren er i »forsikret«; "
        "svaret er, hvad reglen ville sige"
    )


def test_the_rule_of_the_own_group_has_no_such_note():
    assert explain(policy(), build.people(INSURED), ON, "branchespor", "branchespor.forsikret").notes == ()


def test_a_rule_by_itself_is_not_outdone_by_a_better_one():
    late = build.rule(build.any_of(build.way("effort_started", "P1Y")), id="sen")
    early = build.rule(build.any_of(build.way("effort_started", "P1M")), id="tidlig")
    person = build.people({"target_group": "ung", "effort_started": date(2020, 5, 1)})
    found = explain(build.pack(late, early), person, ON, "spor", "sen")
    assert (found.answer.rule, found.answer.due_on) == ("sen", date(2021, 5, 1))


@pytest.mark.parametrize(("offer", "rule"), [("branchespor", "branchespor.alle"), ("løntilskud", None)])
def test_what_the_pack_does_not_have_cannot_be_explained(offer, rule):
    with pytest.raises(UsageError):
        explain(policy(), build.people(INSURED), ON, offer, rule)


def test_ways_that_must_all_hold_are_joined_by_and():
    rule = build.rule(build.all_of(build.way("effort_started", "P1M"), build.way("became_job_ready")))
    person = build.people({"target_group": "ung", "effort_started": ON, "became_job_ready": date(2020, 8, 1)})
    sentence = explain(build.pack(rule), person, ON, "spor").sentence()
    assert "nået; og fra den dag, borgeren blev jobparat" in sentence.da
    assert "reached; and from the day the citizen became job-ready" in sentence.en


def test_collections_inside_each_other_are_told_with_what_joins_them():
    over = Where("earlier_unemployment_months", "at_least", 6.5)
    inner = build.all_of(build.way("effort_started", "P1M"), build.way(None, "P0D", over))
    rule = build.rule(build.any_of(build.way("became_job_ready"), inner))
    assert [words.da for words in conditions_in_words(rule)] == [
        "fra den dag, borgeren blev jobparat",
        "alle disse: 1 måned efter, at indsatsen begyndte; når den tidligere ledighed er mindst 6,5 måneder",
    ]


def test_the_examples_of_the_pack_hold():
    assert run_cases(policy()) == []


def test_a_wrong_example_says_what_was_wanted_and_what_was_given():
    first = policy().cases[0]
    wrong = replace(policy(), cases=(replace(first, state="not_covered", due_on=None, missing=()),))
    told = [str(mismatch) for mismatch in run_cases(wrong)]
    assert told
    assert told[0].startswith(f"eksemplet »{first.id}« skal give not_covered, men giver ")


people = st.lists(
    st.fixed_dictionaries(
        {
            name: st.sampled_from(
                {
                    "date": [None, NOT_HAPPENED, ON, date(2020, 2, 29), date(2020, 12, 1)],
                    "number": [None, 0.0, 6.0, 6.01],
                    "code": [None, "ingen", *GROUPS, "sygemeldt"],
                }[fact.type]
            )
            for name, fact in FACTS.items()
        }
    ),
    min_size=1,
    max_size=20,
)


@settings(max_examples=60)
@given(people, st.sampled_from([ON, date(2019, 1, 1), date(2022, 1, 1)]))
def test_reasons_lines_and_answers_agree(persons: list, on: date):
    facts = build.people(*persons)
    answers = due(policy(), facts, on)
    told = reasons(policy(), facts, answers, on)
    for at, row in enumerate(facts.to_dicts()):
        one = explain(policy(), facts[at : at + 1], on, "branchespor")
        assert told[at] == f"{one.sentence().da} [norddjurs/2020]"
        assert (one.answer.rule, str(one.answer.state), one.answer.due_on) == answers.select(
            "rule", "state", "due_on"
        ).row(at)
        truths = [line.truth for line in one.lines]
        if one.answer.state in ("due", "not_due", "cannot_tell") and one.entry is not None:
            whole = True if True in truths else None if None in truths else False
            assert whole == {"due": True, "not_due": False, "cannot_tell": None}[one.answer.state]
            for line, way in zip(one.lines, one.entry.clauses[0].members, strict=True):
                alone = replace(one.entry, clauses=(build.any_of(way),))
                state = brute.answer(build.pack(alone), "branchespor", row, on)[1]
                assert line.truth == {"due": True, "not_due": False, "cannot_tell": None}[state]
