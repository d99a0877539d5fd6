"""Whatever a downloaded file holds, it is read or refused with a reason; nothing else happens."""

import gzip
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fodfaeste.core.errors import Rejected
from fodfaeste.formats.taxonomy import read_taxonomy
from tests.formats.taxonomy.official import (
    CROSSWALK,
    CROSSWALK_OPENING,
    GROUPS,
    OCCUPATIONS,
    RELATIONS,
    SKILLS,
    group,
    match,
    occupation,
    relation,
    skill,
    text,
)

WHOLE = {
    "occupations_da.csv": text(
        OCCUPATIONS, occupation("o1", "ålekok", "a\nb", code="1.2"), occupation("o2", "æ")
    ),
    "skills_da.csv": text(SKILLS, skill("s1", "røre"), skill("s2", "vide", of_type="knowledge")),
    "ISCOGroups_da.csv": text(GROUPS, group("7", "Håndværk")),
    "relations.csv": text(RELATIONS, relation("o1", "essential", "s1")),
    "mapping.csv": CROSSWALK_OPENING + text(CROSSWALK, match("o1", "7319.3", "Kok \x97 skib")),
    "disco08.csv": "code,level,title\n7,1,Æ\n73,2,B\n",
    "db07.csv": "level,section,code2,code3,code4,code6,title\n0,C,,,,,Leg\n1,C,01,,,,Papirleg\n",
}

SPICE = st.sampled_from(
    [b'"', b",", b";", b"\n", b"\r", b"\x00", b"\x97", b"\xc2\x97", b"\xff", b" ", b"0", b"\xc3\xa6"]
)


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("packed", [False, True])
def test_a_spoilt_file_is_read_or_refused(tmp_path_factory, name, packed):
    folder = tmp_path_factory.mktemp("spoilt")

    @given(st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 3), SPICE), min_size=1, max_size=4))
    def spoil(spoilt):
        content = WHOLE[name].encode()
        content = gzip.compress(content, mtime=0) if packed else content
        for place, cut, spice in spoilt:
            place %= len(content) + 1
            content = content[:place] + spice + content[place + cut :]
        (folder / f"{name}{'.gz' if packed else ''}").write_bytes(content)
        with suppress(Rejected):
            taxonomy = read_taxonomy(folder)
            assert taxonomy.sources

    spoil()
