"""A letter in Digital Post: read back by another parser, whole, in order, nothing personal on its outside."""

import base64
from dataclasses import replace
from html.parser import HTMLParser
from uuid import UUID

import pytest
from defusedxml.ElementTree import fromstring
from defusedxml.minidom import parseString
from hypothesis import given, settings
from hypothesis import strategies as st

from fodfaeste.core.outbound import Attached, Unsendable
from fodfaeste.formats.outbound import written
from fodfaeste.formats.outbound.digital_post import message_uuid
from tests.formats.outbound.records import LETTER, MESSAGE, PERSON
from tests.receivers.digital_post import BODY, HEADER, MEMO, in_order

PDF = Attached(name="plan.pdf", media_type="application/pdf", base64="JVBERg==")
#: Letters, signs and spaces; no line ends, and too few digits for a CPR number.
PRINTED = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp", "Nd")), min_size=1, max_size=200
)


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words = []

    def handle_data(self, data):
        self.words.append(data)


def only(record, name):
    found = parseString(written(record, MESSAGE).body).getElementsByTagName(f"memo:{name}")
    return [element.firstChild.data for element in found]


def page(record):
    reader = _Words()
    reader.feed(base64.b64decode(only(record, "content")[0]).decode())
    return "".join(reader.words)


@pytest.mark.parametrize("record", [LETTER, replace(LETTER, attached=(PDF,), reference="")])
def test_a_letter_has_its_elements_in_the_order_of_the_description(record):
    message = fromstring(written(record, MESSAGE).body).find(f"{MEMO}Message")
    in_order(message, [("MessageHeader", True, False, HEADER), ("MessageBody", True, False, BODY)])


@settings(max_examples=40, deadline=None)
@given(PRINTED, PRINTED)
def test_any_words_come_back_as_they_were_written(label, paragraph):
    record = replace(LETTER, label=label, paragraphs=(paragraph,))
    assert paragraph in page(record)
    assert only(record, "label") == [label, *only(record, "label")[1:]]


def test_the_same_letter_is_the_same_bytes():
    assert written(LETTER, MESSAGE) == written(LETTER, MESSAGE)


def test_the_messages_uuid_is_of_the_form_memo_asks_for_and_follows_from_the_envelopes():
    assert UUID(message_uuid(MESSAGE)).version == 4
    assert message_uuid(MESSAGE) == message_uuid(MESSAGE) != message_uuid(MESSAGE.replace("5b", "6b"))


def test_a_company_gets_its_letter_by_cvr_number():
    record = replace(LETTER, person=None, company_cvr="12345674", company_name="Kystens Køkken")
    assert only(record, "recipientID") == ["12345674"]
    assert only(record, "idType") == ["CVR", "CVR"]


def test_a_file_goes_with_the_letter():
    assert only(replace(LETTER, attached=(PDF,)), "filename") == ["brev.html", "plan.pdf"]


def test_when_the_letter_was_made_is_told_in_utc():
    assert only(LETTER, "createdDateTime") == ["2026-11-20T09:30:00Z"]


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (replace(LETTER, label=f"Om {PERSON.cpr}"), "label"),
        (replace(LETTER, label="x" * 257), "label"),
        (replace(LETTER, label="to\nlinjer"), "label"),
        (replace(LETTER, reference=PERSON.cpr), "reference"),
        (replace(LETTER, paragraphs=()), "paragraphs"),
        (replace(LETTER, paragraphs=("\x0b",)), "paragraphs.0"),
        (replace(LETTER, person=None), "person"),
        (replace(LETTER, company_cvr="12345674"), "person"),
        (replace(LETTER, person=replace(PERSON, cpr="")), "person.cpr"),
        (replace(LETTER, sender=replace(LETTER.sender, cvr="")), "sender.cvr"),
        (replace(LETTER, language="dansk"), "language"),
        (replace(LETTER, attached=(replace(PDF, media_type="application/zip"),)), "attached.0.media_type"),
        (replace(LETTER, attached=(replace(PDF, name="../plan.pdf"),)), "attached.0.name"),
        (replace(LETTER, attached=(replace(PDF, name=f"{PERSON.cpr}.pdf"),)), "attached.0.name"),
        (replace(LETTER, attached=(replace(PDF, base64="!"),)), "attached.0.base64"),
        (replace(LETTER, attached=(replace(PDF, base64=""),)), "attached.0.base64"),
        (replace(LETTER, attached=(PDF,) * 11), "attached"),
    ],
)
def test_what_the_description_does_not_allow_is_refused_by_field(record, field):
    with pytest.raises(Unsendable) as refused:
        written(record, MESSAGE)
    assert refused.value.field == field
    assert PERSON.cpr not in str(refused.value)
