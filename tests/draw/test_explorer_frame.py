"""The frame of an explorer: a plain table until its script takes over."""

import pandas as pd

from clusterlab.draw.explorer_frame import STATIC_ROWS, frame, word_filled

HOSTILE = ["</p><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "`${alert(1)}`"]
KEYS = ["noscript", "map", "weights_now", "rank", "name", "score"]


def written(names: list[str], label: str = "Jobs", criteria: int = 1) -> str:
    ranked = pd.DataFrame({"name": names, "rank": range(1, len(names) + 1), "score": 0.5})
    columns = [f"c{j}" for j in range(criteria)]
    return frame(
        "x1",
        criteria=[{"name": name, "label": label} for name in columns],
        weights=[1 / criteria] * criteria,
        ranked=ranked.assign(**dict.fromkeys(columns, 0.5)),
        words=dict.fromkeys(KEYS, HOSTILE[0]) | {"shown": "{shown} of {count}", "part": "{name}!"},
        caption=HOSTILE[1],
        summary=HOSTILE[2],
        notes=HOSTILE,
        lang="en",
    )


def test_every_text_is_escaped():
    html = written(HOSTILE, label=HOSTILE[1])
    for text in ("<script", "<img", "`", "${"):
        assert text not in html


def test_a_long_table_is_cut_and_says_so():
    html = written([f"n{i}" for i in range(1200)])
    assert html.count("<tr><td") == STATIC_ROWS
    assert "50 of 1,200" in html


def test_many_criteria_leave_only_their_numbers_above_the_bars():
    assert "cl-x-crowded" not in written(["a"], criteria=8)
    assert "cl-x-crowded" in written(["a"], criteria=9)


def test_values_are_put_in_as_they_are():
    assert word_filled("{name} at {rank}", name="{rank} {x}", rank="2") == "{rank} {x} at 2"
