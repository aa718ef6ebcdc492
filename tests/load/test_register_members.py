"""What a package says of its register and its owners is looked at before it is used."""

import pytest

from clusterlab.load.register_members import register_problems


@pytest.mark.parametrize(
    ("meta", "members"),
    [
        ({}, []),
        ({"register": {"basis": "complexes", "fields": {"bio": "bio_tenants"}}}, []),
        ({"register": "complexes"}, ["clusterlab.register"]),
        ({"register": {"basis": "list"}}, ["clusterlab.register.basis"]),
        ({"register": {"basis": "facts"}}, ["clusterlab.register.firms"]),
        ({"register": {"basis": "listing", "fields": ["bio"]}}, ["clusterlab.register.fields"]),
        ({"owners": [{"name_en": "A", "buildings": ["A tower"], "firms": []}]}, []),
        ({"owners": [{"buildings": ["A tower"]}]}, ["clusterlab.owners"]),
        ({"owners": [{"name_en": "A", "firms": "f1"}]}, ["clusterlab.owners"]),
    ],
)
def test_each_wrong_member_is_named(meta, members):
    assert [problem.column for problem in register_problems(meta)] == members
