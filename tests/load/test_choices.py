"""Each list of words is used by a column, and no word stands in it twice."""

from clusterlab.load import choices
from clusterlab.load.tables import TABLES

LISTS = {name: value for name, value in vars(choices).items() if name.isupper()}


def test_no_word_is_listed_twice() -> None:
    for name, words in LISTS.items():
        assert len(set(words)) == len(words), name


def test_each_list_is_used() -> None:
    used = {column.choices for table in TABLES for column in table.columns}
    columns = {column.name for table in TABLES for column in table.columns}
    for name, words in LISTS.items():
        assert words in used or set(words) <= columns, name
