"""Adds a weight and its products with powers of an offset to a run of sums, four at a time.

Numba leaves four additions side by side as four; written as one vector they cost a third.
Processors without vectors of four numbers do them in two or four steps, with the same result.
"""

from typing import Any

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]  # comes with numba, which needs it
from numba import njit, types
from numba.extending import intrinsic
from numpy.typing import NDArray

from ._validation import Floats

Nodes = NDArray[np.int32]
SPARE = 32  # sums past the last node among which the pairs too far are spread
FOUR = ir.VectorType(ir.DoubleType(), 4)
PLACES = ir.VectorType(ir.IntType(32), 4)


def _powers(
    _typing: Any,
    sums: Any,
    start: Any,  # noqa: ARG001 - numba reads the names of what a call gives
    weight: Any,  # noqa: ARG001
    offset: Any,  # noqa: ARG001
    fours: Any,
) -> Any:
    """Add w · (1, u, u², …) to `4 * fours` sums from a start."""
    count = fours.literal_value
    signature = types.void(sums, types.int64, types.float64, types.float64, fours)

    def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        data = context.make_array(signature.args[0])(context, builder, values[0]).data
        weight, offset = values[2], values[3]

        def places(*wanted: int) -> Any:
            return ir.Constant(PLACES, list(wanted))

        def everywhere(number: Any) -> Any:
            empty = ir.Constant(FOUR, ir.Undefined)
            one = builder.insert_element(empty, number, ir.Constant(ir.IntType(32), 0))
            return builder.shuffle_vector(one, empty, places(0, 0, 0, 0))

        ones = ir.Constant(FOUR, [1.0] * 4)
        square = everywhere(builder.fmul(offset, offset))
        odd = builder.shuffle_vector(ones, everywhere(offset), places(0, 5, 2, 7))
        high = builder.shuffle_vector(ones, square, places(0, 1, 6, 7))
        powers = builder.fmul(builder.fmul(odd, high), everywhere(weight))
        fourth = builder.fmul(square, square)
        for k in range(count):
            if k:
                powers = builder.fmul(powers, fourth)
            at = builder.add(values[1], ir.Constant(ir.IntType(64), 4 * k))
            place = builder.bitcast(builder.gep(data, [at]), FOUR.as_pointer())
            total = builder.fadd(builder.load(place, align=8), powers)
            builder.store(total, place, align=8)
        return context.get_dummy_value()

    return signature, emit


add_powers: Any = intrinsic(prefer_literal=True)(_powers)


@njit(cache=True, nogil=True, fastmath=True)
def find_nodes(
    node: Nodes,
    offset: Floats,
    x: Floats,
    y: Floats,
    xi: float,
    yi: float,
    per_node: float,
    nodes: int,
) -> None:
    """Find the node of each distance and how far off it lies, in spacings of nodes.

    Distances past the last node are spread over `SPARE` places behind it: were they all put in one,
    each addition would wait for the one before.
    """
    top = float(nodes)
    for j in range(x.size):
        dx = x[j] - xi
        dy = y[j] - yi
        scaled = min(np.sqrt(dx * dx + dy * dy) * per_node, top)
        near = np.int32(scaled + 0.5)
        offset[j] = scaled - near
        node[j] = near if near < nodes else np.int32(nodes) + np.int32(j & (SPARE - 1))
