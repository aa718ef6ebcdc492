"""One column from cells: joined, made, translated, counted; suppressed is told apart."""

import pandas as pd
import pytest

from clusterlab.ingest.readers.convert import Converted, Settings, convert
from clusterlab.ingest.readers.mapping import Mapping, Rule
from clusterlab.load.tables import table
from clusterlab.model.problem import DataError


def column(
    name: str, cells: dict[str, list[str]], rule: Rule, *, record: str = "firms", **parts: object
) -> Converted:
    mapping = Mapping(record, {name: rule}, **parts)  # type: ignore[arg-type]  # named by each test
    settings = Settings("f.csv", mapping, money_unit={"funds.size": "100 million KRW"})
    return convert(pd.DataFrame(cells, dtype="str"), table(record).column(name), rule, settings)


def test_ids_made_of_cells_are_the_same_each_time_and_different_for_each() -> None:
    cells = {"a": ["가", "가", "나"], "b": ["1", "1", "1"]}
    made = column("firm_id", cells, Rule(("a", "b"), "hash", prefix="f-")).series
    assert made[0] == made[1] != made[2]
    assert made[0].startswith("f-") and len(made[0]) == 12


def test_headings_are_joined_with_a_blank() -> None:
    cells = {"a": ["CU ", "GS"], "b": ["강서점", ""]}
    assert column("name_ko", cells, Rule(("a", "b"), "join")).series.tolist() == ["CU 강서점", "GS"]


def test_money_is_brought_to_the_unit_of_the_folder() -> None:
    read = column(
        "size", {"규모(백만원)": ["33,400", "3.5억"]}, Rule(("규모(백만원)",)), record="funds"
    )
    assert read.series.tolist() == [334.0, 3.5]
    declared = column("size", {"규모": ["33,400"]}, Rule(("규모",), unit="백만원"), record="funds")
    assert declared.series.tolist() == [334.0]


def test_money_without_a_unit_is_refused_and_told_how_to_say_it() -> None:
    with pytest.raises(DataError, match=r'size = \{ heading = "규모", unit = "…" \}'):
        column("size", {"규모": ["33,400"]}, Rule(("규모",)), record="funds")
    assert column("size", {"규모": ["3억원"]}, Rule(("규모",)), record="funds").series[0] == 3.0
    with pytest.raises(DataError, match="expected a unit of money"):
        column("size", {"규모": ["3"]}, Rule(("규모",), unit="평"), record="funds")


def test_areas_are_square_metres() -> None:
    read = column(
        "designated_area_m2", {"면적(평)": ["121"]}, Rule(("면적(평)",)), record="complexes"
    )
    assert read.series.tolist() == [400.0]


def test_shares_that_look_like_ratios_are_told() -> None:
    cells = {"구성비": ["0.45", "0.55"]}
    said = column("share_pct", cells, Rule(("구성비",)), record="land_use").notes
    assert "all values are 1 or less" in str(said[-1])
    ratio = column("share_pct", cells, Rule(("구성비",), unit="비율"), record="land_use")
    assert ratio.series.tolist() == [45.0, 55.00000000000001] or ratio.series.tolist() == [45, 55]


def test_a_destroyed_id_refuses_its_row_and_a_destroyed_code_its_cell() -> None:
    cells = {"a": ["1.15E+18", "12"]}
    assert [f.refuses_row for f in column("firm_id", cells, Rule(("a",))).faults] == [True]
    assert [f.refuses_row for f in column("industry", cells, Rule(("a",))).faults] == [False]


def test_a_sector_follows_from_the_industry() -> None:
    read = column("sector", {"c": ["C21210", "xx"]}, Rule(("c",), "ksic"))
    assert read.series.tolist() == ["bio", "unknown"]
    assert "unknown in 1 row" in str(read.notes[0])


def test_whole_numbers_are_whole() -> None:
    read = column("approved", {"y": ["2020", "2020.5"]}, Rule(("y",)), record="buildings")
    assert [fault.expected for fault in read.faults] == ["a whole number"]


def test_free_words_are_translated_too() -> None:
    read = column("note", {"n": ["가", "나"]}, Rule(("n",)), meanings={"note": {"가": "A"}})
    assert read.series.tolist() == ["A", "나"]
