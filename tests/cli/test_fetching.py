"""The verb that asks services: orders handed on, failures in one line."""

import pytest


@pytest.fixture
def fetched(monkeypatch):
    """Collect orders instead of carrying them out; a failure set here is raised."""
    from clusterlab.ingest.services import order

    orders, failures = [], []

    def carry_out(given):
        orders.append(given)
        if failures:
            raise failures[0]
        return "semas-stores: 3 rows"

    monkeypatch.setattr(order, "carry_out", carry_out)
    return orders, failures


def test_fetch_lists_and_describes(command):
    code, out, err = command("fetch", "--list")
    assert (code, err) == (0, [])
    assert "semas-stores" in out
    assert "CLUSTERLAB_KOSIS_KEY" in command("fetch", "--list", "kosis-industries")[1]
    assert command("fetch", "--list", "kosis")[0] == 2


def test_fetch_hands_its_order_on(command, fetched, tmp_path):
    code, out, _ = command(
        "fetch", "semas-stores", "-p", "area", "11500603", "--into", tmp_path, "--max-age", 7
    )
    assert (code, out) == (0, "semas-stores: 3 rows\n")
    (order,) = fetched[0]
    assert (order.name, order.parameters) == ("semas-stores", {"area": "11500603"})
    assert (order.into, order.max_age_days, order.partial) == (tmp_path, 7, False)


def test_a_failing_service_is_one_line_and_code_one(command, fetched):
    from clusterlab.ingest.services.failure import ServiceFailure

    fetched[1].append(ServiceFailure("busy", "data.go.kr: too busy (HTTP 429)"))
    code, out, err = command("fetch", "semas-stores", "-p", "area", "11", "--out", "a.csv")
    assert (code, out, err) == (1, "", ["clusterlab: data.go.kr: too busy (HTTP 429)"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "fetch needs a SOURCE"),
        (["semas"], "There is no data set"),
        (["semas-stores", "-p", "area", "115", "--out", "a.csv"], "expected code of a province"),
        (["semas-stores", "-p", "area", "11500", "--out", "a.csv"], "_KEY is not set"),
        (["--probe", "semas-stores"], "no key"),
        (["semas-stores", "--max-age", "-1"], "greater than or equal to 0"),
    ],
)
def test_a_fetch_that_cannot_begin_is_one_line_and_code_two(
    command, monkeypatch, tmp_path, arguments, message
):
    monkeypatch.delenv("CLUSTERLAB_DATA_GO_KR_KEY", raising=False)
    monkeypatch.setenv("CLUSTERLAB_CACHE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    code, out, err = command("fetch", *arguments)
    assert (code, out, len(err)) == (2, "", 1)
    assert message in err[0]
    assert not list(tmp_path.iterdir())
