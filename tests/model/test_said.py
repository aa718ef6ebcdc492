"""What a study says carries no words, only keys and values."""

from clusterlab.model.said import Label, Said, caution, said


def test_sentences_have_a_tone() -> None:
    assert said("grown", region=Label("region", "r1")) == Said(
        "grown", {"region": Label("region", "r1")}
    )
    assert caution("thin").tone == "warning"
