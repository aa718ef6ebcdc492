"""Notes print as one line, with examples that cannot steer a terminal."""

from clusterlab.ingest.readers.note import Note, counted, some


def test_a_note_is_one_line_and_a_record() -> None:
    note = Note("missing", "2 cells without a value", "jobs", 2, ("a\nb", "-"))
    assert str(note) == 'column jobs: 2 cells without a value, such as "a\\nb", "-"'
    assert note.record() == {"code": "missing", "column": "jobs", "count": 2, "text": str(note)}


def test_examples_are_different_and_few() -> None:
    assert some(["x", "x", "y", "z", "w"]) == ("x", "y", "z")
    assert some([]) == ()


def test_counts_have_separators_and_the_right_number() -> None:
    assert counted(1, "entry", "entries") == "1 entry"
    assert counted(1234, "entry", "entries") == "1,234 entries"
