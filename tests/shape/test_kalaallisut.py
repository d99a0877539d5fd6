"""The draft in Kalaallisut translates messages that exist, and hides from nobody that it is a draft."""

from babel.messages.pofile import read_po

from tests.shape.tree import PACKAGE


def catalogue(language: str):
    with (PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return [message for message in read_po(file, abort_invalid=True) if message.id]


def test_every_draft_is_of_a_message_that_exists():
    existing = {message.id for message in catalogue("en")}
    assert [message.id for message in catalogue("kl") if message.id not in existing] == []


def test_every_draft_says_that_nobody_has_reviewed_it():
    drafts = catalogue("kl")
    assert drafts
    assert [message.id for message in drafts if "Unreviewed." not in " ".join(message.user_comments)] == []
