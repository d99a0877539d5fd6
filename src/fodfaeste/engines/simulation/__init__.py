"""A policy tried on everybody, month by month, before it is adopted."""
