"""Let in: which firms of today could move in, how the floor divides, and who lies beside whom."""

import pandas as pd

from ...model.citing import cited
from ...model.finding import Chart, Column, Finding, Table, finding
from ...model.reason import Reason
from ...model.said import Joined, Label, Named, Word, said
from ..scope import published
from . import mixing
from .played import Played


def let_in(played: Played) -> list[Finding]:
    """Answer for each scenario that changes the industries permitted; else give the reason."""
    names = [name for name, one in played.scenarios.items() if one.industries]
    if not names:
        return [Finding(id="scenarios.let_in", reason=Reason("no_industry_scenarios"))]
    made = []
    for name in names:
        made += [firms(played, name), *floors(played, name), beside(played, name)]
    return made


@finding("scenarios.firms")
def firms(played: Played, name: str) -> Finding:
    """Count the firms present that a scenario lets in.

    Returns
    -------
    Finding
        Its data are those of `mixing.moved`.
    """
    one = played.scenarios[name]
    found = mixing.moved(one, *played.tables[name])
    asked, unknown = found.attrs["asked"], found.attrs["unknown_industry"]
    title, own = played.title(name), list(one.sources)
    about = {"title": title, "asked": asked, "unknown": unknown}
    columns = ["industry", "parcels_before", "parcels_after", "change"]
    names = zip(found["name_ko"], found["name_en"], strict=True)
    named = [Named({"ko": ko, "en": en}) for ko, en in names]
    shown = found.assign(name=pd.Series(named, index=found.index, dtype=object)).set_index("name")
    moved = Table(
        shown, "moved", columns=columns, values={"title": title}, names={"change": "change"},
        sources=[],
    )  # fmt: skip
    count = int((found["change"] == "admitted").sum())
    key = {"count": len(found)} if len(found) else {}
    return Finding(
        data=found,
        sources=cited([played.place.firms, own]),
        scope=name,
        n=asked,
        matters=0.3,
        said=[said("moved_some" if len(found) else "moved_none", **about, **key)]
        if asked
        else [Reason("no_firm_codes")],
        tables=[moved] if len(found) else [],
        columns=[
            Column(
                measure="firms_let_in",
                values=pd.Series({name: count}),
                unit="firms",
                n={name: asked},
                sources=own,
            )
        ],
    )


def floors(played: Played, name: str) -> list[Finding]:
    """Divide the floor of each zone of a scenario by use."""
    mix = mixing.floor_by_use(
        played.scenarios[name],
        *played.tables[name],
        effects=played.effects[name],
    )
    zones = dict.fromkeys(mix.index.get_level_values("zone"))
    return [floor(played, name, str(zone), mix) for zone in zones]


@finding("scenarios.floor")
def floor(played: Played, name: str, zone: str, mix: pd.DataFrame) -> Finding:
    """Divide the floor of a zone by use, as it stands and as the change would let it be.

    Parameters
    ----------
    played : Played
        Where it plays.
    name, zone : str
        Scenario and zone.
    mix : DataFrame
        As `mixing.floor_by_use` gives it.
    """
    even, title, called = mix.attrs["evenness"].loc[zone], played.title(name), played.zone(zone)
    bars = mix.loc[zone]
    states = {"before": even["before"], "after": even["after"]}
    own, parcels = played.effects[name], played.place.parcels
    return Finding(
        data=bars,
        sources=cited(own),
        scope=f"{name} | {zone}",
        said=[said("mix_evenness", title=title, zone=called, **states)],
        charts=[
            Chart(
                "stacked_shares",
                bars.set_axis([Word(f"state.{state}") for state in bars.index], axis="index"),
                "lever_floor_by_use",
                values={"title": Joined([title, called]), **states},
                options={
                    "names": {use: Label("floor_use", use) for use in bars.columns},
                    "unit": Word("axis.floor_share"),
                },
                sources=[own, parcels[parcels["zone"] == zone]],
            )
        ],
        columns=[
            Column(
                measure="relative_entropy_floor",
                values=even.rename(index=lambda state: f"{name} | {zone} | {state}"),
            )
        ],
    )


@finding("scenarios.beside")
def beside(played: Played, name: str) -> Finding | Reason:
    """Say beside which industries those let in lie, by regions of the whole country.

    Returns
    -------
    Finding or Reason
        Its data are those of `mixing.coagglomerated`; without a sentence where neither group is in
        the table.
    """
    place = played.place
    scope = published(place, value="value_added")
    if isinstance(scope, Reason):
        return scope
    found = mixing.coagglomerated(
        played.scenarios[name],
        played.tables[name][0],
        level=scope.level,
        totals=place.industry_totals,
        core=place.country.get("industry_groups", {}).get("core", ()),
    )
    if found.empty:
        return Finding(scope=name)
    level = Label("level", scope.level)
    table = found.reset_index().set_index("admitted").rename(columns={"present": "industry_b"})
    return Finding(
        data=found,
        as_of=str(found["year"].iloc[0]),
        scope=name,
        said=[said("coagglomeration_read", level=level)],
        tables=[
            Table(
                table,
                "coagglomerated",
                columns=["industry_b", "coagglomeration"],
                values={"title": played.title(name), "level": level},
                names={"admitted": "industry", "industry_b": "industry"},
            )
        ],
        columns=[
            Column(
                measure=f"coagglomeration_{name}",
                values=found["coagglomeration"].rename(index=str),
            )
        ],
    )
