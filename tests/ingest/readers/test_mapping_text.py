"""A mapping is written as TOML that tomllib reads, and named by its content."""

import tomllib

from clusterlab.ingest.readers.mapping import Mapping, Rule, read_mapping
from clusterlab.ingest.readers.mapping_text import mapping_hash, to_toml

MADE = Mapping(
    "firms",
    columns={"name_ko": Rule(('상호 "명"',)), "employees": Rule(("수",), unit="명")},
    read={"header": 2, "swap": False},
    unpivot={"keep": ["가"], "levels": ["", "나"]},
)


def test_the_text_is_toml_with_remarks() -> None:
    text = to_toml(MADE, comments={"": "first\nsecond", "columns.employees": "jobs"})
    assert text.startswith("# first\n# second\ntable = ")
    assert "# jobs" in text
    assert tomllib.loads(text) == {
        "table": "firms",
        "read": {"header": 2, "swap": False},
        "columns": {"name_ko": '상호 "명"', "employees": {"heading": "수", "unit": "명"}},
        "unpivot": {"keep": ["가"], "levels": ["", "나"]},
    }


def test_the_hash_follows_the_content_and_no_remark() -> None:
    again = read_mapping(tomllib.loads(to_toml(MADE, comments={"columns": "x"})))
    assert mapping_hash(again) == mapping_hash(MADE)
    assert mapping_hash(MADE.with_read(crs="EPSG:5186")) != mapping_hash(MADE)
