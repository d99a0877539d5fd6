"""The numbers that say how advice is shared out: their names in a pack, and what they may be."""

PREFIX = "fordeling."
#: At most so many openings are advised to each person.
OFFERS = "fordeling.tilbud_pr_person"
#: At most so many people are advised to an opening for each of its seats.
PER_SEAT = "fordeling.personer_pr_plads"
#: Then the group's label: the least share of the group who are to be advised to something, in per cent.
FLOOR = "fordeling.mindst."

#: The least and the most that each may be; a floor's name goes on with the label of a group.
RANGES = {OFFERS: (1, 20), PER_SEAT: (1, 1_000), FLOOR: (0, 100)}
