"""What a siting study is asked: candidates, rules, criteria, weights, draws and facilities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The questions of a siting study; each default is that of the siting notebook.

    Parameters
    ----------
    kind : str
        "parcels", "hexagons" or "file"; empty to let the study choose.
    sites : str
        Path of a planner's own list of sites.
    hexagon_side_m : float
        Side of a cell [m].
    zones, industry, uses, not_built, at_least, at_most, unknown
        Rules of the screen; see `screen.screened`.
    directions : mapping of str to str
        "benefit", "cost" or the best value by criterion, where it differs.
    weights : str
        A planner's weights; see `weights_file.read_weights`. Equal ones where it is empty.
    ahp : str
        Judgements on pairs of criteria; see `methods.pairwise_table`.
    missing : str
        What an empty cell counts as; see `siting.scale`.
    max_uncertainty_m : float
        Places that may be further off are not measured to [m].
    reach_m : float
        What counts as within reach [m].
    top : int
        How many candidates are looked at as the first ones.
    draws : int
        Draws of weights and errors.
    concentration : float
        How closely weights are drawn round those set.
    displacements : int
        Draws of displaced places.
    facilities, facilities_max : int
        New facilities to place; most that the curve shows.
    capacity : float
        Most places that one facility serves; 0 where there is no limit.
    seed : int
        Of all draws.

    Examples
    --------
    >>> Asked(reach_m=500.0).differing()
    {'reach_m': 500.0}
    """

    kind: str = ""
    sites: str = ""
    hexagon_side_m: float = 200.0
    zones: Sequence[str] = ()
    industry: str = ""
    uses: Sequence[str] = ()
    not_built: Sequence[str] = ("housing", "school", "hospital", "culture", "welfare")
    at_least: Mapping[str, float] = field(default_factory=dict)
    at_most: Mapping[str, float] = field(default_factory=dict)
    unknown: str = "exclude"
    directions: Mapping[str, str] = field(default_factory=dict)
    weights: str = ""
    ahp: str = ""
    missing: str = "median"
    max_uncertainty_m: float = 300.0
    reach_m: float = 800.0
    top: int = 10
    draws: int = 10_000
    concentration: float = 50.0
    displacements: int = 40
    facilities: int = 3
    facilities_max: int = 8
    capacity: float = 0
    seed: int = 20230601

    def __post_init__(self) -> None:
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, list):
                object.__setattr__(self, one.name, tuple(value))

    def differing(self) -> dict[str, Any]:
        """Give what differs from the defaults, the weights apart: they are what a reader moves."""
        usual = Asked()
        return {
            one.name: list(value) if isinstance(value, tuple) else value
            for one in fields(self)
            if one.name != "weights"
            and (value := getattr(self, one.name)) != getattr(usual, one.name)
        }


def of(names: Mapping[str, Any]) -> Asked:
    """Take what a study is asked from a notebook's parameters.

    Parameters
    ----------
    names : mapping
        A notebook's ``globals()``; names that no study asks for are left alone.

    Examples
    --------
    >>> of({"top": 3, "zones": ["industry"], "page": None}).zones
    ('industry',)
    """
    return Asked(**{one.name: names[one.name] for one in fields(Asked) if one.name in names})
