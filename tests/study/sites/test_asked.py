"""What a study is asked has the notebook's own defaults."""

from dataclasses import fields

from clusterlab.report import notebook
from clusterlab.run import parameters
from clusterlab.study.sites.asked import Asked, of


def test_the_defaults_are_those_of_the_notebook():
    declared = parameters.declared(notebook.read(notebook.locate("siting")))
    asked = of({name: parameter.default for name, parameter in declared.items()})
    assert asked == Asked()
    assert asked.differing() == {}
    assert {one.name for one in fields(Asked)} == set(declared) - {"cluster", "lang"}


def test_what_differs_is_told_without_the_weights():
    asked = of({"zones": ["a"], "weights": "mine.json", "reach_m": 500.0, "other": 1})
    assert asked.differing() == {"zones": ["a"], "reach_m": 500.0}
    assert asked.weights == "mine.json"
