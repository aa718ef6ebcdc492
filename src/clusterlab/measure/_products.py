"""Products of matrices in one thread, whatever the library of matrices would set to work.

That library hands larger products to threads which wait for one another by spinning: on a machine
that does something else too, a product of two milliseconds then takes a hundred of processor time.
Below `QUIET` multiplications it stays in the thread that asks, so larger products are cut.
"""

from ._validation import Floats

QUIET = 1 << 18  # multiply-adds up to which OpenBLAS wakes no thread
SIDE = 100


def add_product(total: Floats, left: Floats, right: Floats) -> None:
    """Add a product of two matrices to a third, in parts that wake no thread.

    Parameters
    ----------
    total : array, shape (rows, columns)
        Changed in place; sums run in an order of their own, the same on every machine.
    left : array, shape (rows, inner)
    right : array, shape (inner, columns)
    """
    (rows, inner), columns = left.shape, right.shape[1]
    down, across = max(min(rows, SIDE), 1), max(min(columns, SIDE), 1)
    deep = max(QUIET // (down * across), 1)
    for top in range(0, rows, down):
        for first in range(0, columns, across):
            part = total[top : top + down, first : first + across]
            for at in range(0, inner, deep):
                part += (
                    left[top : top + down, at : at + deep]
                    @ right[at : at + deep, first : first + across]
                )
