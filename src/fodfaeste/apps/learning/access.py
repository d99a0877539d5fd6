"""Who may see the catalogue of courses: staff, in their own authority. No person stands in it."""

from fodfaeste.apps.accounts.models import Role

READERS = (Role.CASE_WORKER, Role.CONSULTANT, Role.LEADER)
