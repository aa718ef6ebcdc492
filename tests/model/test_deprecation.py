"""An old name does what the new one does, and says what it is called now."""

import pytest

from clusterlab.model.deprecation import renamed


def doubled(x: int) -> int:
    return 2 * x


def test_the_old_name_works_and_warns() -> None:
    old = renamed("twice", doubled, since="0.2")
    with pytest.warns(DeprecationWarning, match=r"twice is called doubled since clusterlab 0\.2"):
        assert old(4) == 8
