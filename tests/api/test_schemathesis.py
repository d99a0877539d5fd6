"""Calls made up from the description of the API: every answer is one that is described, and nothing breaks.

`pytest tests/api/test_schemathesis.py --cases 100` is the whole run. The ordinary one tries one call of some
operations, for what the tool itself needs of the description: that the answers of every operation are those
described is shown by the matrix, on calls that are right. What is not judged here: that a call which fits
the description is done. A talk on a Sunday fits it, and is refused in words.
"""

import warnings
from itertools import islice

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from fodfaeste.api.urls import description
from fodfaeste.web.wsgi import application
from tests.api.world import World

ALWAYS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
ACTORS = ("leader", "own_unit", "consultant", "company", "partner")
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
#: In the ordinary run one operation of so many.
EVERY = 12


@pytest.fixture
def one_connection():
    """A request drops a connection that is inside a transaction, as the test's own is."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("one_connection")
def test_every_answer_to_made_up_calls_is_described(request):
    cases = request.config.getoption("--cases")
    world = World()
    # Tokens are given here; what none of them opens is tried in the matrix.
    schema = schemathesis.openapi.from_dict({**description(), "security": []})
    schema.app = application
    wrong = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of the tool itself
        # To make calls up costs more than to answer them.
        for found in islice(schema.get_all_operations(), 0, None, 1 if cases > 1 else EVERY):
            operation = found.ok()
            # One case alone is a right one.
            modes = MODES if cases > 1 else MODES[:1]
            try:
                trying(operation, world, cases, modes)()
            except (FailureGroup, ExceptionGroup, AssertionError) as failure:
                wrong.append(f"{operation.method} {operation.path}: {told(failure)}")
    assert wrong == []


def told(failure):
    inner = getattr(failure, "exceptions", [failure])
    return " | ".join(str(one)[:600] for one in inner)


def trying(operation, world, cases, modes):
    ways = [operation.as_strategy(generation_mode=mode) for mode in modes]

    @settings(
        max_examples=cases,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=st.one_of(ways), actor=st.sampled_from(ACTORS), is_known=st.sampled_from((True, True, False)))
    def attempt(case, actor, is_known):
        checks = list(ALWAYS)
        if is_known:
            # About what there is. A path that was made wrong on purpose is made right by it.
            parts = case.path_parameters or {}
            case.path_parameters = {part: world.parts.get(part, value) for part, value in parts.items()}
        elif actor == "leader":
            checks.append(negative_data_rejection)
        with transaction.atomic():
            response = case.call(headers={"Authorization": f"Bearer {world.tokens[actor]}"})
            transaction.set_rollback(True)
        case.validate_response(response, checks=checks)

    return attempt
