"""When compiled loops are worth their first use.

Loading loops that were compiled before takes half a second, compiling them a few; a small
cluster is done sooner without. As nobody knows what comes next, the rule is that of one who rents
until the rent has reached the price: each kind of loop is taken into use once the time that it
would have saved in this process, the work at hand included, comes to `PRICE`. Whoever measures one
small cluster compiles nothing; whoever measures forty pays at most twice what was needed.
"""

PRICE = 0.5  # seconds saved at which a kind of loop is taken into use

_missed: dict[str, float] = {}


def worth_compiling(kind: str, saving: float) -> bool:
    """Tell whether to use compiled loops, and keep account where they are not used.

    Parameters
    ----------
    kind : str
        Which loops.
    saving : float
        Seconds that they would save on the work at hand, once in use.
    """
    if saving <= 0:
        return False
    total = _missed.get(kind, 0.0) + saving
    _missed[kind] = total
    return total >= PRICE
