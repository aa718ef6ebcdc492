"""Industry codes keep their zeros, lose their section letter, and name their sector."""

import pandas as pd

from clusterlab.ingest.korea.ksic import read_industries, sector_of, sectors
from clusterlab.load.choices import SECTORS


def test_every_division_of_ksic_has_a_known_sector() -> None:
    divisions = {code for code in sectors() if len(code) == 2}
    listed = "01-03 05-08 10-34 35 36-39 41-42 45-47 49-52 55-56 58-63 64-66 68 70-73 74-76 84 85"
    want = set()
    for part in f"{listed} 86-87 90-91 94-96 97-98 99".split():
        first, _, last = part.partition("-")
        want |= {f"{number:02d}" for number in range(int(first), int(last or first) + 1)}
    assert divisions == want
    assert set(sectors().values()) <= set(SECTORS)


def test_a_group_goes_before_its_division() -> None:
    assert (sector_of("27112"), sector_of("27309")) == ("bio", "electronics_ict")
    assert sector_of("") == sector_of("451101") == "unknown"


def test_section_letters_go_and_levels_are_told() -> None:
    read = read_industries(pd.Series(["G47122", "C", "21", "26110"], dtype="str"), "industry")
    assert read.series.tolist() == ["47122", "C", "21", "26110"]
    assert read.notes[0].count == 1
    assert "codes of 2, 5 digits" in str(read.notes[1])


def test_a_lost_zero_is_told_and_put_back_only_if_asked() -> None:
    codes = pd.Series(["1110", "26110", "2611", "58221"], dtype="str")
    told = read_industries(codes, "industry")
    assert told.series.tolist() == codes.tolist()
    assert told.damaged.tolist() == [True, False, False, False]
    assert "leading zero lost?" in str(told.notes[0])
    mended = read_industries(codes, "industry", restore_zeros=True)
    assert mended.series.tolist()[0] == "01110"


def test_codes_of_the_tax_office_are_told() -> None:
    said = " ".join(str(note) for note in read_industries(pd.Series(["451101"]), "industry").notes)
    assert "1 code of more than 5 digits: not KSIC" in said


def test_four_digits_alone_are_a_level() -> None:
    assert not read_industries(pd.Series(["1110", "1120"]), "industry").damaged.any()
