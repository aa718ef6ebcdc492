"""A loaded table knows description, unit and sources of what it holds, and hands it on."""

import pandas as pd

import clusterlab as cl
from clusterlab.load.dictionary import ABOUT


def test_a_table_knows_its_columns_and_sources() -> None:
    magok = cl.load("magok")
    known = magok.funds.attrs[ABOUT]
    columns = {row["column"]: row for row in known["columns"]}
    assert columns["size"]["unit"] == magok.money_unit("funds.size")
    assert all(row["description"] and row["description_ko"] for row in known["columns"])
    cited = {row["source_id"] for row in known["sources"]}
    assert cited == set(magok.funds["source_id"])
    assert all(row["licence"] for row in known["sources"])


def test_what_is_known_survives_copies_and_parquet(tmp_path) -> None:
    funds = cl.load("osong").funds
    known = funds.attrs[ABOUT]
    assert funds[funds["size"].notna()].copy().attrs[ABOUT] is known
    funds.to_parquet(tmp_path / "funds.parquet")
    assert pd.read_parquet(tmp_path / "funds.parquet").attrs[ABOUT] == known
