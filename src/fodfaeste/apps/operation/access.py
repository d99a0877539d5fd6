"""Who may see how the installation runs: leaders, and of municipalities only their own."""

from fodfaeste.apps.accounts.models import Role

OVERSEERS = (Role.LEADER,)
