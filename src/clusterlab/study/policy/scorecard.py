"""Puts a policy's promises, figures and events together and has each promise judged."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from ...load.nation import nation_package
from ...load.package import Package
from ...model.metrics import metric
from .verdicts import STATUSES, judge, period_end

# Fund sizes are read under this unit's name in the package's own descriptor.
SIZE = "funds.size"


def instruments(clusters: Sequence[Any]) -> pd.DataFrame:
    """List the instruments in their order.

    Parameters
    ----------
    clusters : sequence of Cluster
        Those whose shared package holds them.

    Returns
    -------
    DataFrame, indexed by `instrument_id`
    """
    table = nation_package([cluster.package for cluster in clusters]).tables["instruments"]
    return table.set_index("instrument_id", drop=False)


def readings(clusters: Sequence[Any]) -> pd.DataFrame:
    """Look up every figure that belongs to an instrument.

    Returns
    -------
    DataFrame
        instrument_id, place ("" for the whole country), series, label_ko, label_en, role, value,
        unit, date (when it was so, or was said), as_of, confidence, source_id, note; in the order
        of the tables.
    """
    parts = [_resolved(package, place) for package, place in _packages(clusters)]
    return pd.concat(parts, ignore_index=True)


def milestones(clusters: Sequence[Any]) -> pd.DataFrame:
    """List what has happened, in order of time.

    An event that belongs to several instruments (``also``) is one row of the table, and is read
    alike for each of them.

    Returns
    -------
    DataFrame
        instrument_id, place ("" for the whole country), date, kind, text_ko, text_en,
        region_codes, confidence, source_id.
    """
    parts = [
        package.tables["milestones"].assign(place=place) for package, place in _packages(clusters)
    ]
    found = [part for part in parts if not part.empty]
    if not found:
        return parts[0]
    table = _each_instrument(pd.concat(found, ignore_index=True))
    order = sorted(table.index, key=lambda row: (period_end(str(table.loc[row, "date"])), row))
    return table.loc[order].reset_index(drop=True)


def newest(clusters: Sequence[Any]) -> str:
    """Find the day that a policy is judged on where none is given.

    Returns
    -------
    str
        The later of the newest figure or event and the date of the country's package, as the row
        writes it: a day, month or year. What was said of it later would change the verdict.
    """
    dates = [*readings(clusters)["date"], *milestones(clusters)["date"]]
    own = nation_package([cluster.package for cluster in clusters]).meta.get("as_of")
    return max([str(date) for date in [*dates, own] if date], key=period_end)


def since(clusters: Sequence[Any]) -> str:
    """Tell the day of the first promise of the policy; nothing where there is none."""
    dates = instruments(clusters)["promised"].dropna().astype(str)
    return min(dates, key=period_end) if len(dates) else ""


def sources(clusters: Sequence[Any]) -> pd.DataFrame:
    """List the sources of the country's package and of the clusters, each once."""
    nation = nation_package([cluster.package for cluster in clusters])
    parts = [nation.sources, *(cluster.sources for cluster in clusters)]
    table: pd.DataFrame = pd.concat(parts, ignore_index=True)
    return table.drop_duplicates("source_id", ignore_index=True)


def verdicts(clusters: Sequence[Any], *, on: str) -> pd.DataFrame:
    """Judge every promise by the rules of `verdicts.judge`.

    Parameters
    ----------
    clusters : sequence of Cluster
        Where local promises are looked for.
    on : str
        Day, month or year on whose last day it is judged.

    Returns
    -------
    DataFrame, indexed by `instrument_id`
        status, rule, numbers (mapping), measured and found (figures dated after the promise: those
        that measure it, and all), places (slugs of clusters where something was recorded).
    """
    promises, figures, events = instruments(clusters), readings(clusters), milestones(clusters)
    _only_known(promises, figures, events)
    slugs = [cluster.slug for cluster in clusters]
    rows = {}
    for identity, promise in promises.iterrows():
        own = figures[figures["instrument_id"] == identity]
        happened = events[events["instrument_id"] == identity]
        verdict = judge(
            {str(name): value for name, value in promise.items()},
            figures=own[own["role"] == "figure"],
            events=happened,
            places=slugs,
            on=on,
        )
        start = period_end(str(promise["promised"]))
        later = pd.Series([period_end(str(date)) > start for date in own["date"]], own.index)
        touched = {*own["place"], *happened["place"]}
        rows[identity] = {
            "status": verdict.status,
            "rule": verdict.rule,
            "numbers": verdict.numbers,
            "measured": sum(later[own["role"] == "figure"]),
            "found": sum(later),
            "places": [slug for slug in slugs if slug in touched],
        }
    table = pd.DataFrame.from_dict(rows, orient="index")
    table.index.name = "instrument_id"
    return table


def counts(judged: pd.DataFrame) -> "pd.Series[int]":
    """Count the instruments by status, every status once, from good to unknown."""
    found = judged["status"].value_counts().reindex(list(STATUSES), fill_value=0)
    return found.astype(int)


def latest(figures: pd.DataFrame) -> pd.DataFrame:
    """Keep the last figure of each series of each place; the series stay in their order."""
    dated = figures.assign(end=[period_end(str(date)) for date in figures["date"]])
    keys = ["instrument_id", "place", "series"]
    last = dated.sort_values("end", kind="stable").groupby(keys, sort=False).tail(1)
    return last.sort_index().drop(columns="end")


def dated(promises: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """List events and due dates for a timeline, each at the middle of the time that it names.

    Returns
    -------
    DataFrame
        subject (instrument_id), kind (of the event, or ``due``), date [timestamp].
    """
    due = [
        (identity, "due", promise[column])
        for identity, promise in promises.iterrows()
        for column in ("due", "due_late")
        if pd.notna(promise[column])
    ]
    happened = events[["instrument_id", "kind", "date"]].itertuples(index=False, name=None)
    table = pd.DataFrame([*happened, *due], columns=["subject", "kind", "date"])
    last = table["kind"] == "due"
    ends = [period_end(str(date)) for date in table["date"]]
    starts = [pd.Period(str(date)).start_time for date in table["date"]]
    # A due date is the last day of its year; what happened in a year stands in its middle.
    table["date"] = [
        end if due else start + (end - start) / 2
        for start, end, due in zip(starts, ends, last, strict=True)
    ]
    return table


def metric_rows(judged: pd.DataFrame, figures: pd.DataFrame) -> list[dict[str, Any]]:
    """Make the rows of metrics.csv: the latest figure of each series, and shares of promises.

    Parameters
    ----------
    judged, figures : DataFrame
        As made by `verdicts` and `readings`.
    """
    rows = []
    for row in latest(figures).to_dict(orient="records"):
        scope = " | ".join(
            part for part in (row["instrument_id"], row["place"], row["series"]) if part
        )
        rows.append(
            metric(
                "instrument_figure",
                row["value"],
                scope=scope,
                unit=row["unit"],
                as_of=row["date"],
                sources=[row["source_id"]],
            )
        )
    for identity, numbers in judged["numbers"].items():
        if numbers.get("share") is not None:
            own = figures[(figures["instrument_id"] == identity) & (figures["role"] == "figure")]
            rows.append(
                metric(
                    "promise_share",
                    numbers["share"],
                    scope=str(identity),
                    unit="1",
                    as_of=numbers["date"],
                    sources=own["source_id"],
                )
            )
    return rows


def _packages(clusters: Sequence[Any]) -> Iterator[tuple[Package, str]]:
    """Yield the nation's package and each cluster's own, with the place they speak of."""
    yield nation_package([cluster.package for cluster in clusters]), ""
    for cluster in clusters:
        yield cluster.package, cluster.slug


def _resolved(package: Package, place: str) -> pd.DataFrame:
    facts = package.tables["facts"].set_index("fact_id")
    funds = package.tables["funds"].set_index(["fund_id", "as_of"])
    rows = []
    for reading in package.tables["readings"].to_dict(orient="records"):
        if pd.notna(reading["fact_id"]):
            row = facts.loc[reading["fact_id"]]
            value, unit, as_of = row["value"], row["unit"], row["as_of"]
        else:
            as_of = reading["fund_as_of"]
            row = funds.loc[[(reading["fund_id"], as_of)]].iloc[0]
            value, unit = row["size"], package.meta["money_unit"][SIZE]
        said = reading["said"]
        rows.append(
            {name: reading[name] for name in _KEPT}
            | {
                "place": place,
                "value": float(value),
                "unit": str(unit),
                "date": str(as_of if pd.isna(said) else said),
                "as_of": str(as_of),
                "confidence": row["confidence"],
                "source_id": row["source_id"],
                "note": row["note"],
            }
        )
    return pd.DataFrame(rows, columns=_COLUMNS)


_KEPT = ["instrument_id", "series", "label_ko", "label_en", "role"]
_COLUMNS = [
    *_KEPT, "place", "value", "unit", "date", "as_of", "confidence", "source_id", "note",
]  # fmt: skip


def _each_instrument(events: pd.DataFrame) -> pd.DataFrame:
    """Repeat an event for each of the instruments that it belongs to."""
    others = events["also"].fillna("").astype(str)
    named = [
        [str(first), *(name.strip() for name in rest.split(";") if name.strip())]
        for first, rest in zip(events["instrument_id"], others, strict=True)
    ]
    return events.assign(instrument_id=pd.Series(named, index=events.index)).explode(
        "instrument_id", ignore_index=True
    )


def _only_known(promises: pd.DataFrame, *tables: pd.DataFrame) -> None:
    """Refuse a cluster's row that belongs to no instrument of the nation's package."""
    for table in tables:
        stray = table[~table["instrument_id"].isin(promises.index)]
        if len(stray):
            first = stray.iloc[0]
            raise ValueError(
                f"{first['place']}: instrument {first['instrument_id']!r} is not among those of "
                f"the policy ({', '.join(promises.index)})"
            )
