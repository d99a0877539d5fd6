"""Who may review the journal: leaders, in their own authority."""

from fodfaeste.apps.accounts.models import Role

REVIEWERS = (Role.LEADER,)
