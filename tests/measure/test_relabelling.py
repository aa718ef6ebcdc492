"""The ratio common to M and m, on four places that can be worked by hand."""

import numpy as np
import pytest

from clusterlab.measure._relabelling import Roles, possible_rows, ratio_curves, relabelled

EVERY = np.ones(4, dtype=bool)
FIRST = np.array([True, True, False, False])
ROLES = Roles(FIRST, FIRST, EVERY, np.array([1.0, 2, 3, 4]))
# 0 and 1 see each other, and so do 1 and 2; 3 sees nobody.
SEES = np.array([[0.0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 0]])


def ratios(orders, *, weights_move):
    blocks = [(np.arange(4), [SEES.__matmul__])]
    options = {"steps": 1, "accumulate": True, "weights_move": weights_move}
    return ratio_curves(ROLES, orders, blocks, **options)[:, 0]


def test_by_hand():
    # 0: 2/2 against 2/9; 1: 1/(1+3) against 1/8.
    observed = np.arange(4)[None]
    assert ratios(observed, weights_move=False)[0] == pytest.approx((1 + 1 / 4) / (2 / 9 + 1 / 8))
    # Labels turned round: references 2 and 3, of which 3 sees nobody; 2 sees only 1.
    turned = np.array([[3, 2, 1, 0]])
    assert ratios(turned, weights_move=False)[0] == 0
    # With weights moved too, places bear 4, 3, 2, 1.
    swapped = np.array([[1, 0, 3, 2]])
    assert ratios(swapped, weights_move=True)[0] == pytest.approx(
        (1 + 2 / (2 + 4)) / (1 / 8 + 2 / 9)
    )


def test_orders():
    orders = relabelled(ROLES, simulations=30, seed=1)
    assert orders[0].tolist() == [0, 1, 2, 3]
    assert (np.sort(orders, axis=1) == np.arange(4)).all()
    assert np.array_equal(relabelled(ROLES, simulations=9, seed=1), orders[:10])
    assert possible_rows(ROLES, orders[:1]).tolist() == [0, 1]
    assert possible_rows(ROLES, orders).tolist() == [0, 1, 2, 3]
