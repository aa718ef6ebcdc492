"""A package hands on its files when they are asked for, and refuses other names."""

import pytest

import clusterlab.study as room


def test_files_are_handed_on() -> None:
    assert room.regional.__name__ == "clusterlab.study.regional"
    assert {"regional", "sites"} <= set(dir(room))


def test_another_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        room.nothing  # noqa: B018 - the look-up is what is tested
