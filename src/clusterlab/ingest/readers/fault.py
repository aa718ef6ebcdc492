"""A cell that could not be used: where, why, and whether its row falls with it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One unusable cell.

    ``at`` is the place of the row in the table as read (from 0). ``expected`` completes the
    sentence "expected …". Where ``refuses_row`` is false the cell is left empty and listed.
    """

    at: int
    column: str
    value: str
    expected: str
    refuses_row: bool
