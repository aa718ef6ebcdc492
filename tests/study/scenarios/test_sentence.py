from clusterlab.model.reason import Reason
from clusterlab.model.said import said
from clusterlab.study.scenarios.sentence import sentence


def test_a_missing_number_is_the_reason_why() -> None:
    assert sentence("toys", n=0) == said("toys", n=0)
    assert sentence("toys", {"code": "no_toys"}, n=float("nan")) == Reason("no_toys")
    assert sentence("toys", None, n=1, m=None) == Reason("no_data", what="m")
