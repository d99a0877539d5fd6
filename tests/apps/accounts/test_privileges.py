"""The OIO Basic Privilege Profile as brokers send it, and what only looks like it."""

import base64

import pytest

from fodfaeste.apps.accounts.privileges import NAMESPACES, PrivilegesUnreadable, privileges_read

GROUP = """<PrivilegeGroup Scope="urn:dk:gov:saml:cvrNumberIdentifier:29189986">
  <Privilege>a</Privilege><Privilege> b </Privilege>
  <Constraint Name="urn:dk:kombit:orgUnit">1, 2</Constraint>
  <Constraint Name="urn:dk:kombit:orgUnit">3</Constraint>
</PrivilegeGroup>
<PrivilegeGroup Scope="urn:dk:gov:saml:seNumberIdentifier:27384223">
  <Privilege>c</Privilege>
</PrivilegeGroup>"""


def locked(text):
    return base64.encodebytes(text.encode()).decode()  # in lines, as some send it


@pytest.mark.parametrize("space", NAMESPACES)
@pytest.mark.parametrize(
    "form",
    ['<p:PrivilegeList xmlns:p="{}">{}</p:PrivilegeList>', '<PrivilegeList xmlns="{}">{}</PrivilegeList>'],
)
def test_both_versions_and_both_ways_to_write_them_are_read(space, form):
    first, second = privileges_read(locked(form.format(space, GROUP)))
    assert (first.cvr, first.privileges) == ("29189986", ("a", "b"))
    assert first.constraints == {"urn:dk:kombit:orgUnit": ("1", "2", "3")}
    assert (second.cvr, second.privileges) == ("", ("c",))


BOMB = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "text",
    [
        "ikke base64!",
        locked("ikke xml"),
        locked("<PrivilegeList/>"),
        locked(f'{BOMB}<PrivilegeList xmlns="{NAMESPACES[0]}">&b;</PrivilegeList>'),
        "A" * (64 * 1024 + 4),
        "Ø",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(PrivilegesUnreadable):
        privileges_read(text)
