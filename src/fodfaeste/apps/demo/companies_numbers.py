"""CVR and P-numbers that no company has: their check digit is wrong, so they cannot have been given out.

Every CVR number obeys modulus 11 (Erhvervsstyrelsen, "Modulus 11 kontrol", read 22 November 2026). The same
page says that some P-numbers were made with other weights, so a failing check alone does not rule a P-number
out; ours also begin with 99, far from the running numbers that we have seen. We have found no series that is
set aside for tests.
"""

CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
P_WEIGHTS = (4, 3, *CVR_WEIGHTS)

#: What all the demo's numbers begin with.
BEGINS = "99"


def passes(number: str) -> bool:
    """Whether a CVR or P-number obeys modulus 11, as every real CVR number does."""
    weights = CVR_WEIGHTS if len(number) == len(CVR_WEIGHTS) else P_WEIGHTS
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=True)) % 11 == 0


def cvr_made(serial: int) -> str:
    """A CVR number that is nobody's; another for each serial below 100,000."""
    return _failing(f"{BEGINS}{serial:05d}")


def p_number_made(serial: int) -> str:
    """A P-number that is no workplace's; another for each serial below 10,000,000."""
    return _failing(f"{BEGINS}{serial:07d}")


def _failing(digits: str) -> str:
    """The digits with the first last digit, from their own last one on, that breaks the check."""
    begin = int(digits[-1])
    return next(
        number for number in (f"{digits}{(begin + step) % 10}" for step in range(2)) if not passes(number)
    )
