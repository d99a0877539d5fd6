"""What the night counts: how long it takes to work, and what offers do. Running it again changes nothing."""

from datetime import date

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.bridge.effects import is_asked, load_lives, store_effects, store_time_to


def effects_refresh(*, authority: Authority, on: date) -> int:
    """Count time to work anew, and the first night of a month what each offer does; how many changed.

    An effect moves slowly and takes seconds to find, so it is asked again within the month only where the
    policy, the law or the definition is another. Nothing is held meanwhile: a figure is of nobody.
    """
    tables = load_lives(authority, on)
    changed = store_time_to(authority, tables, on)
    return changed if is_asked(authority, on) else changed + store_effects(authority, tables, on)
