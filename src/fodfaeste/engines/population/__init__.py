"""A municipality's people month by month: whole persons by age and sex, and nobody out of nothing.

rates.py      what happens to people of an age in a year
estimate.py   those rates from the municipality's own tables, and from the country's where it has none
moves.py      the part of it about moving, from what the tables tell: moves by age, in all, or years of stock
project.py    the people month by month: people out = people in + events, to the person
draws.py      random numbers that depend on their key alone
rounding.py   expected numbers as whole persons
bands.py      many drawn runs beside each other: low, middle and high
people.py     persons with an id for a simulation: those who live here, and those who come
assumed.py    people by age where only their total is known
"""
