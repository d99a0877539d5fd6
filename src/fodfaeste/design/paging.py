"""Which page numbers a long list shows."""

SHOWN_AROUND = 1
ALL_SHOWN_UP_TO = 7


def page_window(current: int, last: int) -> list[int | None]:
    """The numbers to show; None is a gap. The first, the last and the neighbours always show."""
    if last <= ALL_SHOWN_UP_TO:
        return list(range(1, last + 1))
    near = range(current - SHOWN_AROUND, current + SHOWN_AROUND + 1)
    shown = sorted({1, last, *(number for number in near if 1 <= number <= last)})
    window: list[int | None] = []
    for number in shown:
        if window and window[-1] is not None and number - window[-1] > 1:
            window.append(None)
        window.append(number)
    return window
