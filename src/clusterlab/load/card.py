"""A cluster as a card of HTML: what is in it, from when, how sure, what is missing."""

from html import escape

import pandas as pd

from .package import Package
from .summary import gaps, summary, without_rows

STYLE = (
    "font-family:Pretendard,'Noto Sans KR',sans-serif;max-width:60rem;border:1px solid #8884;"
    "border-radius:6px;padding:12px 16px;font-size:13px;line-height:1.45"
)
TABLE = "border-collapse:collapse;font-size:inherit;margin:10px 0"
CELL = "padding:2px 10px 2px 0;text-align:right;font-variant-numeric:tabular-nums"
HEADINGS = (
    "table",
    "rows",
    "from – to",
    "present",
    "not yet or left",
    "confidence A / B / C",
    "placed to 300 m",
)
SHOWN_GAPS = 12


def card(package: Package, tables: dict[str, pd.DataFrame], sources: pd.DataFrame) -> str:
    """Write the card of a cluster.

    Parameters
    ----------
    package : Package
        Its names and dates.
    tables : dict
        Its tables, shared ones included.
    sources : DataFrame
        All sources that the tables name.

    Returns
    -------
    str
        HTML without scripts, styles in place, every value escaped.
    """
    meta = {name: escape(str(value)) for name, value in package.meta.items()}
    counted = summary(tables, sources)
    rows = "".join(_row(str(name), row) for name, row in counted.iterrows())
    heads = "".join(
        f'<th style="{_cell(place)}">{text}</th>' for place, text in enumerate(HEADINGS)
    )
    example = "<p><b>Example data, made up.</b></p>" if package.meta.get("example") else ""
    return (
        f'<div style="{STYLE}"><div style="font-size:18px;font-weight:700">{meta["name_ko"]} '
        f'<span style="font-weight:400">{meta["name_en"]}</span></div>'
        f"<div>{meta['region_ko']} · {meta['region_en']} · as of {meta['as_of']} · measured in "
        f"{meta['measure_crs']}</div>{example}"
        f'<table style="{TABLE}"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        f"{_repeats(tables)}{_missing(tables)}"
        f"<div>{_count(len(sources), 'source')}: <code>.sources</code></div></div>"
    )


def _row(name: str, row: pd.Series) -> str:
    first, last = row["first"], row["last"]
    when = "" if pd.isna(first) else f"{first} – {last}" if first != last else str(first)
    waiting = "" if pd.isna(row["planned"]) else str(row["planned"] + row["pledged"] + row["left"])
    grades = "" if pd.isna(row["A"]) else f"{row['A']} / {row['B']} / {row['C']}"
    close = "" if pd.isna(row["close"]) else f"{row['close']:,} of {row['rows']:,}"
    present = "" if pd.isna(row["present"]) else str(row["present"])
    texts = (name, f"{row['rows']:,}", when, present, waiting, grades, close)
    cells = (f'<td style="{_cell(place)}">{escape(text)}</td>' for place, text in enumerate(texts))
    return f"<tr>{''.join(cells)}</tr>"


def _cell(place: int) -> str:
    return CELL.replace("right", "left", 1) if place == 0 else CELL


def _repeats(tables: dict[str, pd.DataFrame]) -> str:
    repeats = int(tables["firms"]["same_as"].notna().sum())
    told = f"<p>Rows of firms that repeat another, and are never counted: {repeats:,}.</p>"
    return told if repeats else ""


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _missing(tables: dict[str, pd.DataFrame]) -> str:
    lines = []
    empty = without_rows(tables)
    if empty:
        lines.append(f"No rows: {', '.join(empty)}.")
    lacking = gaps(tables)
    lacking = lacking[lacking["column"] != ""].sort_values(
        "missing", ascending=False, kind="stable"
    )
    for gap in lacking.head(SHOWN_GAPS).to_dict("records"):
        needs = str(gap["needed_for"]).replace(" ", ", ").replace("_", " ")
        share = f"{gap['missing']:.0%}" if gap["missing"] >= 0.01 else "under 1%"
        lines.append(f"{gap['table']}.{gap['column']}: {share} empty ({needs})")
    if not lines:
        return "<p>Nothing is missing that a measure needs.</p>"
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<b>Missing</b><ul style="margin:4px 0 10px;padding-left:20px">{items}</ul>'
