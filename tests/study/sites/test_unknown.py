"""What is not known is a caution, whatever the data."""

from clusterlab.study.sites.unknown import unknown


def test_it_is_a_caution():
    found = unknown()
    assert found.reason is None
    assert [(one.key, one.tone) for one in found.cautions] == [("siting_unknown", "warning")]
