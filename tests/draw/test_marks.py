"""Marks of a status differ in shape, not in colour alone."""

import re

import pytest

from clusterlab.draw.marks import status_mark
from clusterlab.study.policy.verdicts import STATUSES


def shape(svg: str) -> str:
    return re.sub(r'(fill|stroke)="#[0-9a-f]{6}"', "", svg)


def test_every_status_has_a_silhouette_of_its_own() -> None:
    shapes = {shape(status_mark(status)) for status in STATUSES}
    assert len(shapes) == len(STATUSES)


def test_a_mark_alone_says_what_it_is_and_one_beside_a_word_does_not() -> None:
    assert 'aria-label="&lt;late&gt;"' in status_mark("behind", label="<late>")
    assert 'aria-hidden="true"' in status_mark("behind")


def test_an_unknown_status_is_refused() -> None:
    with pytest.raises(ValueError, match="Unknown status 'good'"):
        status_mark("good")
