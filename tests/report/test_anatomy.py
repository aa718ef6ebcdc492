"""A page is arranged by weight: what leads, what stands beside it, what is folded."""

from clusterlab.report import anatomy


def sentence(text, tone="say", **more):
    return {"kind": "sentence", "text": text, "tone": tone, "sources": [], **more}


def claim(finding, weight, text=""):
    return {
        "finding": finding,
        "weight": weight,
        "text": text or finding,
        "sure": "",
        "sources": [],
    }


def card(label, value="1", note="", place=None):
    return {"label": label, "value": value, "note": note, "place": place, "sources": []}


def test_the_heaviest_claim_leads_and_the_first_among_equals():
    blocks = [
        sentence("a", claim=claim("a", 0.2)),
        sentence("b", claim=claim("b", 0.7)),
        sentence("c", claim=claim("c", 0.7)),
    ]
    assert anatomy.top(blocks).claim["finding"] == "b"


def test_a_claim_without_weight_never_leads():
    blocks = [
        sentence("a", claim=claim("a", 0.0)),
        sentence("no data on b", tone="reason"),
        sentence("no data on c", tone="reason"),
    ]
    found = anatomy.top(blocks)
    assert found.claim is None
    assert found.reason == "no data on b"


def test_figures_come_by_weight_one_a_finding_and_missing_ones_never():
    placed = {"text": "top 4%", "svg": "<svg/>"}
    blocks = [
        {"kind": "cards", "items": [card("a1"), card("a2")], "finding": "a", "weight": 0.1},
        {"kind": "cards", "items": [card("b1", note="unknown")], "finding": "b", "weight": 0.9},
        {"kind": "cards", "items": [card("c1", place=placed)], "finding": "c", "weight": 0.3},
        {"kind": "cards", "items": [card("d1")], "finding": "d", "weight": 0.5},
    ]
    assert [item["label"] for item in anatomy.top(blocks).figures] == ["d1", "c1", "a1", "a2"]


def test_five_figures_and_two_cautions_at_most():
    blocks = [
        sentence("x", claim=claim("x", 1.0), finding="x"),
        sentence("of another finding", tone="warning", finding="y"),
        *(sentence(f"caution {n}", tone="warning", finding="x") for n in range(3)),
        *({"kind": "cards", "items": [card(f"f{n}")], "finding": f"f{n}"} for n in range(8)),
    ]
    found = anatomy.top(blocks)
    assert len(found.figures) == 5
    assert [block["text"] for block in found.cautions] == ["caution 0", "caution 1"]


def test_an_explorer_is_shown_before_a_map():
    blocks = [{"kind": "map", "body": "m"}, {"kind": "explorer", "body": "e"}]
    assert anatomy.top(blocks).shown["body"] == "e"
    assert anatomy.top(blocks[:1]).shown["body"] == "m"
    assert anatomy.top([sentence("a")]).shown is None


def test_a_question_has_an_answer_a_chart_and_all_else_folded():
    chart, table = {"kind": "figure", "finding": "a"}, {"kind": "table", "folded": False}
    other = sentence("second finding", first=True, finding="b")
    blocks = [
        sentence("not known", tone="reason"),
        sentence("answer", first=True, finding="a"),
        chart,
        table,
        other,
        {"kind": "metrics", "rows": []},
    ]
    found = anatomy.question("q", "Q?", blocks, taken=[])
    assert found.answer["text"] == "answer"
    assert found.lead is chart
    assert found.asides == [other]
    assert found.rest == [blocks[0], table]


def test_nothing_is_lost_and_nothing_is_shown_twice():
    blocks = [
        sentence("a", first=True),
        {"kind": "map", "body": "m"},
        {"kind": "cards", "items": [card("x")]},
        {"kind": "table", "folded": True},
        sentence("w", tone="warning"),
    ]
    found = anatomy.question("q", "Q?", blocks, taken=[blocks[1]])
    shown = [found.answer, found.lead, *found.asides, *found.rest, blocks[1]]
    assert sorted(map(id, shown)) == sorted(map(id, blocks))


def test_where_nothing_is_known_the_reason_answers():
    found = anatomy.question("q", "Q?", [sentence("no data", tone="reason")], taken=[])
    assert found.answer["text"] == "no data"
    assert found.rest == []


def test_blocks_of_a_finding_stay_together():
    blocks = [{"finding": "a"}, {"finding": "a"}, {"finding": "b"}, {}]
    assert [len(group) for group in anatomy.grouped(blocks)] == [2, 1, 1]
