"""Roots of many sums at once, against polynomials, high precision and their own definition."""

import subprocess
import sys
from decimal import Decimal, localcontext

import numpy as np
import pytest

from clusterlab.invest._root_batches import all_roots
from clusterlab.invest._roots import exponential_roots


def stacked(sums):
    """Times, coefficients and begins of many sums."""
    begins = np.cumsum([0, *(len(times) for times, _ in sums)])
    times, coefficients = zip(*sums, strict=True)
    return np.concatenate(times), np.concatenate(coefficients), begins


def listed(sums):
    roots, counts = all_roots(*stacked(sums))
    return [part.tolist() for part in np.split(roots, np.cumsum(counts)[:-1])]


def exact(times, coefficients, s):
    """Sign of a sum in 60 digits."""
    with localcontext() as context:
        context.prec = 60
        total = sum(
            Decimal(float(a)) * (-Decimal(float(s)) * Decimal(float(t))).exp()
            for t, a in zip(times, coefficients, strict=True)
        )
        return 1 if total >= 0 else -1


def random_sums(rng, count, most=25):
    sums = []
    for number in range(count):
        terms = int(rng.integers(2, most))
        times = np.sort(rng.choice(4000, terms, replace=False)) / 365
        amounts = rng.lognormal(0, 1 + number % 3, terms)
        sums.append((times, amounts * np.where(rng.random(terms) < 0.5, -1, 1)))
    return sums


def test_as_many_roots_as_the_companion_matrix_has():
    """Whole years: the roots of a polynomial, all of them by another way."""
    rng = np.random.default_rng(3)
    sums = [
        (np.arange(float(n)), rng.normal(size=n) * 10.0 ** rng.integers(-3, 3, n))
        for n in rng.integers(2, 12, 150)
    ]
    for (times, coefficients), found in zip(sums, listed(sums), strict=True):
        every = np.roots(coefficients[::-1])
        # Two roots next to each other may be told as real or as a pair: left out.
        close = np.abs(every.imag) < 1e-5 * np.abs(every)
        if (close & (np.abs(every.imag) > 1e-12 * np.abs(every))).any():
            continue
        real = every[close & (every.real > 0)].real
        assert found == pytest.approx(sorted(-np.log(real)), rel=1e-6, abs=1e-7), times


def test_the_sign_changes_at_each_root_and_nowhere_between_on_a_fine_grid():
    rng = np.random.default_rng(4)
    sums = random_sums(rng, 40, most=12)
    several = 0
    for (times, coefficients), found in zip(sums, listed(sums), strict=True):
        several += len(found) > 1
        sign = int(np.sign(coefficients[-1]))
        for root in found:
            assert exact(times, coefficients, root - 1e-9 * max(1, abs(root))) == sign
            sign = -sign
            assert exact(times, coefficients, root + 1e-9 * max(1, abs(root))) == sign
        assert sign == np.sign(coefficients[0])
        grid = np.linspace(-5, 5, 20_001)
        terms = coefficients * np.exp(-grid[:, None] * times)
        signs = terms.sum(axis=1) > 0
        seen = np.count_nonzero(signs[1:] != signs[:-1])
        assert seen <= len(found)
    assert several > 5


def test_one_by_one_and_together_are_the_same():
    sums = random_sums(np.random.default_rng(5), 300)
    for (times, coefficients), found in zip(sums, listed(sums), strict=True):
        alone = exponential_roots(times, coefficients)
        assert len(alone) == len(found)
        assert alone == pytest.approx(found, rel=1e-11, abs=1e-13)


@pytest.mark.parametrize("terms", [2000, 6000])
def test_thousands_of_changes_of_sign_do_not_recurse_and_hide_no_root(terms):
    """A comb of random signs times a factor with known roots keeps these roots."""
    rng = np.random.default_rng(terms)
    comb = np.abs(rng.lognormal(0, 1, terms)) * np.where(np.arange(terms) % 2, -1e-4, 1.0)
    # Positive at every s: each loss is far smaller than the gains around it.
    factor = np.poly(np.exp([-0.1, 0.05, 0.3]))[::-1]
    day = 1 / 365
    coefficients = np.convolve(comb, factor)
    kept = coefficients != 0
    times = (np.arange(len(coefficients)) * day)[kept]
    coefficients = coefficients[kept]
    assert np.count_nonzero(np.diff(np.sign(coefficients))) > terms / 2
    found, _ = all_roots(times, coefficients, np.array([0, len(times)]))
    known = np.array([-0.3, -0.05, 0.1]) / day
    for root in known:
        assert np.abs(found - root).min() < 1e-4 * abs(root)


def test_roots_days_apart_from_zero_and_from_each_other_are_all_found():
    """Flows of three days in a row beside one ten years later: rates of millions of per cent."""
    gaps = np.array([0.0, 1, 2, 3650]) / 365
    coefficients = np.array([1.0, -3.5, 2.5, 1e-9])
    (found,) = listed([(gaps, coefficients)])
    near = np.log([2.5, 1.0])  # of 1 - 3.5 x + 2.5 x² with x the growth of a day
    assert found[-1] == pytest.approx(365 * near[0], rel=1e-6)
    for root in found:
        grain = 1e-9 * max(1, abs(root))
        assert exact(gaps, coefficients, root - grain) != exact(gaps, coefficients, root + grain)


def test_scale_order_of_sums_and_blocks_do_not_matter():
    rng = np.random.default_rng(6)
    sums = random_sums(rng, 60)
    plain = listed(sums)
    shuffled = rng.permutation(len(sums))
    other = listed([(sums[i][0], sums[i][1] * 1e-200) for i in shuffled])
    for place, i in enumerate(shuffled):
        assert other[place] == pytest.approx(plain[i], rel=1e-9, abs=1e-12)


def test_sums_without_terms_or_with_one_have_no_root():
    times, coefficients = np.array([0.0, 0.0, 1.0]), np.array([1.0, -1.0, 2.0])
    roots, counts = all_roots(times, coefficients, np.array([0, 0, 1, 3]))
    assert counts.tolist() == [0, 0, 1]
    assert roots == pytest.approx([np.log(2)])


def test_memory_is_bounded_by_the_blocks():
    """A pool of 20,000 terms and 20,000 sums beside it fit into 250 MB beyond the start."""
    code = """
import resource
import numpy as np
from clusterlab.invest._root_batches import all_roots
rng = np.random.default_rng(0)
begins = np.concatenate([np.arange(0, 400_001, 20), [420_000]])
times = np.concatenate([np.tile(np.arange(20) / 4, 20_000), np.arange(20_000) / 365])
amounts = rng.normal(size=len(times))
all_roots(np.array([0.0, 1.0]), np.array([-1.0, 2.0]), np.array([0, 2]))
held = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (held + 250_000_000,) * 2)
roots, counts = all_roots(times, amounts, begins)
assert counts.sum() == len(roots) > 15_000
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
