"""All errors of the library have one root, and stay what they were to those who catch them."""

import pytest

import clusterlab as cl
from clusterlab.ingest.services.failure import ServiceFailure
from clusterlab.model import errors
from clusterlab.run.execute import RunError
from clusterlab.run.parameters import ParameterError
from clusterlab.run.stage import BusyError


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (cl.DataError, ValueError), (cl.UnknownCluster, ValueError), (ParameterError, ValueError),
        (RunError, RuntimeError), (BusyError, RuntimeError), (ServiceFailure, RuntimeError),
    ],
)  # fmt: skip
def test_one_root(error, builtin) -> None:
    assert issubclass(error, cl.ClusterlabError)
    assert issubclass(error, builtin)
    assert getattr(errors, error.__name__) is error


def test_an_unknown_cluster_is_caught_by_the_root() -> None:
    with pytest.raises(cl.ClusterlabError, match="There is no cluster"):
        cl.load("nowhere")
