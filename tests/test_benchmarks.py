"""The bench harness: which files run, what a row shows, and how growth and memory are told."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[1] / "benchmarks"


@pytest.fixture
def bench(monkeypatch):
    monkeypatch.syspath_prepend(str(HERE))
    import measured
    import run

    yield run, measured
    for name in ("run", "measured"):
        sys.modules.pop(name, None)


def test_files_are_chosen_by_name_pattern_or_not_at_all(bench):
    run, _ = bench
    assert run.chosen(["invest_rates,outlines"]) == ["bench_invest_rates", "bench_outlines"]
    assert run.chosen(["bench_outlines"]) == ["bench_outlines"]
    assert set(run.chosen(["invest_*"])) >= {"bench_invest_rates", "bench_invest_appraisal"}
    assert run.chosen([]) == sorted(path.stem for path in HERE.glob("bench_*.py"))
    with pytest.raises(SystemExit, match="No benchmark is called 'nothing'"):
        run.chosen(["nothing"])


def test_growth_is_told_of_three_sizes_and_never_overwritten(bench):
    run, measured = bench
    rows = [{"work": "w", "size": n, "ours_s": 3.0 * n**1.5, "peer": "–"} for n in (10, 40, 20)]
    rows += [{"work": "v", "size": n, "ours_s": 1.0, "peer": "–"} for n in (1, 2)]
    run.with_growth(rows)
    assert [row.get("growth") for row in rows] == [
        None,
        pytest.approx(1.5),
        None,
        None,
        None,
    ]
    rows[1]["growth"] = 9.0
    run.with_growth(rows)
    assert rows[1]["growth"] == 9.0
    with pytest.raises(ValueError, match="three sizes"):
        measured.growth([1, 2], [1, 2])


def test_a_row_has_a_cell_for_each_head_and_todays_rows_need_nothing_more(bench):
    run, _ = bench
    plain = run.line({"work": "w", "size": 1000, "ours_s": 0.5, "peer": "–"})
    full = run.line(
        {
            "work": "w",
            "size": 1,
            "ours_s": 0.5,
            "ours_cpu_s": 0.4,
            "peer": "p",
            "peer_s": 2.0,
            "ratio": 5.0,
            "memory_mb": 3.0,
            "peak_mb": 99.0,
            "error": 1e-9,
            "growth": 1.25,
            "load": 0.5,
        }
    )
    for shown in (plain, full):
        assert shown.count("|") == len(run.HEADS) + 1
    for part in ("1,000", "0.5 s"):
        assert part in plain
    for part in ("5 ×", "99 MB", "n^1.25", "1.0e-09"):
        assert part in full
    table = run.written([], ["bench_x"], run.datetime.now(run.UTC))
    assert "Failed, and not in the table: bench_x." in table


def test_what_a_program_prints_last_comes_back_with_its_memory(bench):
    run, _ = bench
    said, peak = run.told(
        "import json; x = b'x' * 90_000_000; print('noise'); print(json.dumps([1]))"
    )
    assert said == [1]
    assert 90 < peak < 400
    with pytest.raises(run.subprocess.CalledProcessError):
        run.told("raise SystemExit(3)")


def test_recorded_peers_say_that_they_are_recorded(bench):
    _, measured = bench
    row = measured.recorded("m, one curve", "dbmss")
    assert "recorded" in row["peer"]
    assert row["peer_s"] > 0
    assert row["size"] == 20_000
    with pytest.raises(LookupError, match="no 'm' of dbmss"):
        measured.recorded("m", "dbmss")
