"""Runs reach a study only by the inputs that notebooks declare."""

from clusterlab.report import notebook
from clusterlab.run import inputs, parameters


def test_every_declared_input_is_known_and_every_input_is_declared() -> None:
    read = [notebook.read(notebook.locate(name)) for name in notebook.names()]
    used = {p.input for book in read for p in parameters.declared(book).values() if p.input}
    assert used == set(inputs.names())
