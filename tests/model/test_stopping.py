"""A signal ends a process in order, with the code that a shell gives."""

import signal

import pytest

from clusterlab.model.stopping import stop


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_codes_of_signals(number, code) -> None:
    with pytest.raises(SystemExit) as ended:
        stop(number, None)
    assert ended.value.code == code
