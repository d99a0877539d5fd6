"""The policy of a municipality that does not exist, written as its consultant would write it: data only."""

PACK = """
[pack]
id = "fuglsang"
version = "2026"
municipality = { code = "999", name = "Fuglsang Kommune" }
legal_system = "denmark"
title = { da = "Fuglsangs beskæftigelsespolitik", en = "Fuglsang's employment policy" }
period = { from = 2026-01-01, to = 2029-12-31 }
on_expiry = "runs_on"

[text]
title = "Beskæftigelsespolitik 2026-2029"
adopted = 2025-12-16
adopted_by = "Kommunalbestyrelsen"
address = "unknown"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
read_on = 2026-01-05
sections = ["Unge", "Virksomheder"]

[[group]]
id = "ung"
title = { da = "Unge", en = "Young people" }
law = [{ valid_from = 2025-07-01, act = "LAB", section = "6", numbers = [4], benefits = ["kontanthjaelp"], \
readiness = ["uddannelsesparat"] }]
certainty = "unverified"

[[group]]
id = "voksen"
title = { da = "Voksne", en = "Adults" }
law = [{ valid_from = 2025-07-01, act = "LAB", section = "6", numbers = [2], benefits = ["kontanthjaelp"], \
readiness = ["jobparat"] }]
certainty = "unverified"

[[offer]]
id = "makker"
title = { da = "Makker", en = "Buddy" }
statement = { da = "En kollega, der går med de første uger.", en = "A colleague who goes along at first." }
source = { section = "Unge", paragraph = 1 }
basis = "adopted"

[[entry]]
id = "maal.unge"
form = "aim"
kind = "goal"
basis = "adopted"
source = { section = "Unge", paragraph = 1 }
title = { da = "Flere unge i gang", en = "More young people under way" }
statement = { da = "Flere unge skal i uddannelse eller job.", en = "More young people under way." }
indicators = ["makker_begyndt"]

[[entry]]
id = "makker.ung"
form = "rule"
kind = "rule"
basis = "adopted"
under = "maal.unge"
source = { section = "Unge", paragraph = 2 }
title = { da = "Makker til unge", en = "A buddy for the young" }
statement = { da = "En ung får en makker efter fire uger.", en = "The young get a buddy after four weeks." }
offer = "makker"
group = "ung"
any_of = [{ from = "effort_started", after = "P4W" }]

[[entry]]
id = "makker.voksen"
form = "rule"
kind = "rule"
basis = "adopted"
under = "maal.unge"
source = { section = "Unge", paragraph = 3 }
title = { da = "Makker til voksne", en = "A buddy for adults" }
statement = { da = "En voksen får en efter tre måneder.", en = "Adults get a buddy after three months." }
offer = "makker"
group = "voksen"
any_of = [{ from = "unemployment_started", after = "P3M" }]
"""

LOCAL = """
[[indicator]]
id = "makker_begyndt"
basis = "proposed"
measure = "track_begun_share"
offer = "makker"
title = { da = "Andel med makker", en = "Share with a buddy" }
statement = { da = "Andelen med en makker af dem, hvis dag er kommet.", en = "Those due with a buddy." }
numerator = { da = "Borgere med makker", en = "Citizens with a buddy" }
denominator = { da = "Borgere, hvis dag er kommet", en = "Citizens whose day has come" }
unit = "percent"
better = "up"
reason = { da = "Politikken har intet tal.", en = "The policy has no figure." }
"""

CASES = """
[[case]]
id = "ung.dagen-foer"
rule = "makker.ung"
title = { da = "Dagen før", en = "The day before" }
on = 2026-03-01
facts = { effort_started = 2026-02-02 }
expect = { state = "not_due", due_on = 2026-03-02 }

[[case]]
id = "ung.dagen"
rule = "makker.ung"
title = { da = "Dagen", en = "The day" }
on = 2026-03-02
facts = { effort_started = 2026-02-02 }
expect = { state = "due", due_on = 2026-03-02 }

[[case]]
id = "ung.mangler"
rule = "makker.ung"
title = { da = "Ingen dag for indsatsen", en = "No day for the effort" }
on = 2026-03-02
facts = {}
expect = { state = "cannot_tell", missing = ["effort_started"] }

[[case]]
id = "voksen.dagen-foer"
rule = "makker.voksen"
title = { da = "Dagen før", en = "The day before" }
on = 2026-05-01
facts = { unemployment_started = 2026-02-02 }
expect = { state = "not_due", due_on = 2026-05-02 }

[[case]]
id = "voksen.dagen"
rule = "makker.voksen"
title = { da = "Dagen", en = "The day" }
on = 2026-05-02
facts = { unemployment_started = 2026-02-02 }
expect = { state = "due", due_on = 2026-05-02 }

[[case]]
id = "voksen.mangler"
rule = "makker.voksen"
title = { da = "Ledighedens dag mangler", en = "The day of unemployment is missing" }
on = 2026-05-02
facts = {}
expect = { state = "cannot_tell", missing = ["unemployment_started"] }
"""

CITIZENS = """borger;navn;målgruppe;indsats startet;ledig siden
1;Ane Ågård;ung;2026-10-01;2026-09-20
2;Bo Østerby;voksen;2026-10-01;2026-07-01
3;Carl Ærø;voksen;2026-11-01;2026-11-01
4;Dorte Holm;ung;;2026-09-20
5;Eva Juul;voksen;2026-10-01;2026-07-01
6;Finn Lund;voksen;2026-10-01;2026-07-02
7;Gry Kjær;voksen;2026-10-01;2026-07-03
8;Hans Bæk;voksen;2026-10-01;2026-07-04
"""
