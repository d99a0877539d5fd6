"""Fodfæste: a municipality's own employment policy as today's list."""

__version__ = "0.1.0"
