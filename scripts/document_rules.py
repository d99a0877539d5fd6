"""Write docs/rules.md from the installed packs (`make docs`); a test holds the two together."""

from pathlib import Path

from fodfaeste.core.policy import Entry, Group, Pack, Source
from fodfaeste.engines.rules.wording import conditions_in_words
from fodfaeste.formats.packs import Library

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "rules.md"

OPENING = """\
# Every rule

<!-- Made by `make docs` from packs/. Change the pack, not this page. -->

A rule says from which day a person of a group is to be offered something. A person is due from the earliest
day that any of the rule's ways gives. *Basis* says who decided it: `adopted` stands in the text that the
council adopted, `law` stands in an act. *In the act* says what the municipality's own label is called there,
newest first, and *certainty* how that was read: `official` in the act itself, `secondary` in a source that
tells of it, `unverified` not read yet. How a rule is written: [packs.md](packs.md).
"""

HEAD = [
    "| rule | begins (Danish) | begins (English) | place in the text | basis | in the act | certainty |",
    "| --- | --- | --- | --- | --- | --- | --- |",
]


def document() -> str:
    """The whole page."""
    return "\n".join([OPENING, *(_pack(pack) for pack in Library.read(ROOT / "packs").packs)])


def _pack(pack: Pack) -> str:
    text = pack.text
    adopted = text.adopted.isoformat() if text.adopted else "on an unknown day"
    rules = [entry for entry in pack.entries if entry.kind == "rule"]
    open_about = [q for q in pack.questions if q.state == "open" and {r.id for r in rules} & set(q.about)]
    after = "runs on until it is replaced" if pack.on_expiry == "runs_on" else "stops"
    groups = {group.id: group for group in pack.groups}
    lines = [
        f"## {pack.municipality_name}: {pack.name}",
        "",
        f"*{text.title}*, adopted {adopted} by {text.adopted_by}.",
        f"In force from {pack.period_from} to {pack.period_to}; then it {after}.",
        f"{len(rules)} rules, {len(pack.cases)} worked cases (`cases.toml`),",
        f"{len(open_about)} open questions about the rules (`questions.toml`).",
        "",
        *HEAD,
        *(_rule(rule, groups.get(rule.group or "")) for rule in rules),
        "",
    ]
    return "\n".join(lines)


def _rule(rule: Entry, group: Group | None) -> str:
    ways = conditions_in_words(rule)
    # Between the conditions of several collections nothing is claimed: each says itself what joins it.
    is_choice = [clause.operator for clause in rule.clauses] == ["any_of"]
    cells = [
        f"`{rule.id}`{_validity(rule)}",
        f";<br>{'eller ' if is_choice else ''}".join(way.da for way in ways),
        f";<br>{'or ' if is_choice else ''}".join(way.en for way in ways),
        _place(rule.source),
        rule.basis,
        _in_the_act(group) if group else "–",
        group.certainty if group else "–",
    ]
    return f"| {' | '.join(cells)} |"


def _validity(rule: Entry) -> str:
    if rule.valid_from is None and rule.valid_to is None:
        return ""
    return f"<br>{rule.valid_from or '…'} to {rule.valid_to or '…'}"


def _place(source: Source) -> str:
    parts = [f"»{source.section}«"]
    parts += [f"paragraph {source.paragraph}"] if source.paragraph else []
    parts += [f"bullet {source.bullet}"] if source.bullet else []
    parts += [f"table »{source.table}«"] if source.table else []
    parts += [f"column »{source.column}«"] if source.column else []
    return ", ".join(parts)


def _in_the_act(group: Group) -> str:
    rows = []
    for law in sorted(group.law, key=lambda row: row.valid_from, reverse=True):
        numbers = f", no. {', '.join(map(str, law.numbers))}" if law.numbers else ""
        until = f" to {law.valid_to}" if law.valid_to else ""
        rows.append(f"{law.act} § {law.section}{numbers} (from {law.valid_from}{until})")
    return ";<br>".join(rows)


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
