"""The rows of a CSV file under their headings: split at once, each with its line."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from ...load.rows import LONGEST_CELL, closing_quote_problem
from ...model.problem import DataError, Problem
from .note import counted
from .raw import RefusedRow

MOST_BREAKS = 20
"""A cell with more line breaks than this is a quote that somebody forgot to close."""
BLOCK_BYTES = 1 << 24
RAGGED_SHARE = 0.2
"""Above this share of rows of another width the file is not the table that its headings promise."""


@dataclass
class Body:
    """The rows under the headings, in UTF-8, which begin at a known line of the file."""

    data: bytes
    first_line: int
    separator: str
    file: str

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing but separators, quotes and blanks.

        Returns
        -------
        bool
            True for a file of headings only.
        """
        return not re.search(f'[^{re.escape(self.separator)}\\s"]'.encode(), self.data)

    @cached_property
    def quoted(self) -> bool:
        """Tell whether any quote stands in the rows.

        Returns
        -------
        bool
            Without one, a line is a row.
        """
        return b'"' in self.data

    @property
    def text(self) -> str:
        """Decode the rows again, for the few cases that are looked at sign by sign.

        Returns
        -------
        str
            The rows.
        """
        return self.data.decode()

    def parse(self, width: int) -> tuple[pa.Table, list[RefusedRow]]:
        """Split the rows.

        Parameters
        ----------
        width : int
            Number of fields.

        Returns
        -------
        table : Table
            Columns of text, named 0, 1, 2, …
        refused : list of RefusedRow
            Those of another width, with their text.

        Raises
        ------
        DataError
            Where a quote is not closed, or too many rows are of another width.
        """
        self._check_quotes()
        data = pa.py_buffer(self.data)
        try:
            table = self._split(data, width, None)
            odd: list[pa_csv.InvalidRow] = []
        except pa.ArrowInvalid:
            odd = []
            table = self._split(data, width, odd)
        self._check_cells(table)
        if len(odd) > RAGGED_SHARE * (table.num_rows + len(odd)):
            first = odd[0]
            line = int(self._starts()[first.number - 1]) if first.number else 0
            expected = f"{width} fields as in the headings; there are {first.actual_columns}"
            many = counted(len(odd), "row is so", "rows are so")
            raise DataError([Problem(self.file, line, "", None, f"{expected} ({many})")])
        starts = self._starts() if odd else np.array([])
        refused = [
            RefusedRow(
                int(starts[row.number - 1]),
                f"{row.actual_columns} fields where the headings have {width}",
                row.text,
            )
            for row in odd
        ]
        return table, refused

    def _split(self, data: pa.Buffer, width: int, odd: list[pa_csv.InvalidRow] | None) -> pa.Table:
        names = [str(place) for place in range(width)]

        def keep(row: pa_csv.InvalidRow) -> str:
            if odd is None:
                return "error"
            odd.append(row)
            return "skip"

        return pa_csv.read_csv(
            pa.BufferReader(data),
            read_options=pa_csv.ReadOptions(
                column_names=names, use_threads=odd is None, block_size=BLOCK_BYTES
            ),
            parse_options=pa_csv.ParseOptions(
                delimiter=self.separator,
                quote_char='"' if self.quoted else False,
                newlines_in_values=self.quoted,
                invalid_row_handler=keep,
            ),
            convert_options=pa_csv.ConvertOptions(
                # The text was decoded strictly: its UTF-8 need not be checked again.
                check_utf8=False,
                column_types=dict.fromkeys(names, pa.large_string()),
                strings_can_be_null=False,
            ),
        )

    def _check_quotes(self) -> None:
        if self.quoted and self.data.count(b'"') % 2:
            problem = closing_quote_problem(
                self.text, self.file, separator=self.separator, first_line=self.first_line
            )
            if problem:
                raise DataError([problem])

    def _check_cells(self, table: pa.Table) -> None:
        for name in table.column_names:
            column = table[name]
            longest = pc.max(pc.binary_length(column)).as_py() or 0
            breaks = 0
            if self.quoted and longest > MOST_BREAKS:
                breaks = pc.max(pc.count_substring(column, "\n")).as_py() or 0
            if longest > 4 * LONGEST_CELL or breaks > MOST_BREAKS:
                length = pc.utf8_length(column)
                worst = pc.if_else(
                    pc.greater(pc.count_substring(column, "\n"), MOST_BREAKS),
                    True,
                    pc.greater(length, LONGEST_CELL),
                )
                row = pc.index(worst, True).as_py()
                if row < 0:
                    continue
                line = int(self.line_numbers(table.num_rows, [])[row])
                expected = (
                    f"cells of at most {LONGEST_CELL:,} characters and {MOST_BREAKS} line breaks; "
                    "one has more: a quote that opens in this row is not closed"
                )
                raise DataError([Problem(self.file, line, "", None, expected)])

    def _starts(self) -> np.ndarray:
        """Find the line in which each row begins; blank lines are no rows."""
        if not self.quoted:
            data = np.frombuffer(self.data, dtype=np.uint8)
            ends = np.flatnonzero(data == ord("\n"))
            if len(data) and data[-1] != ord("\n"):
                ends = np.append(ends, len(data))
            begins = np.concatenate(([0], ends[:-1] + 1))
            blank = (ends == begins) | ((ends == begins + 1) & (data[begins] == ord("\r")))
            return np.flatnonzero(~blank) + self.first_line
        starts = []
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.separator)
        line = 1
        for row in reader:
            if row:
                starts.append(line)
            line = reader.line_num + 1
        return np.array(starts, dtype=np.int64) + self.first_line - 1

    def line_numbers(self, count: int, refused: Sequence[RefusedRow]) -> np.ndarray:
        """Find the line of each row that was kept.

        Parameters
        ----------
        count : int
            How many were.
        refused : sequence of RefusedRow
            Those that were not.

        Returns
        -------
        ndarray of int
            Lines as an editor numbers them.
        """
        if not refused and self.data.count(b"\n") + (not self.data.endswith(b"\n")) == count:
            return np.arange(count, dtype=np.int64) + self.first_line
        starts = self._starts()
        left_out = np.isin(starts, [row.row for row in refused])
        return starts[~left_out][:count]
