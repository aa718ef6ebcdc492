"""The Finding: what stands between a measure and a page, so that a number is put together once."""

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ParamSpec

import pandas as pd

from .citing import cited, written_date
from .reason import Reason
from .said import Said, Text
from .weight import weight

P = ParamSpec("P")


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What a finding is held against, and where it stands there.

    Parameters
    ----------
    against : str
        Group that the words name under ``against.<name>``: the nation, complexes of a size, a null
        model, the year before.
    rank, of : int, optional
        Place among them, 1 for the highest, and how many they are.
    share_below : float, optional
        Share of the others with a lower value [-].
    p : float, optional
        Of a test, corrected where several are asked together [-].
    peers : sequence of float
        The peers' values, for a drawing of them.
    """

    against: str
    rank: int | None = None
    of: int | None = None
    share_below: float | None = None
    p: float | None = None
    peers: Sequence[float] = ()

    @property
    def below(self) -> float | None:
        """Share of the peers below, from the rank where that alone is known [-]."""
        if self.share_below is not None:
            return self.share_below
        if self.rank is None or not self.of or self.of < 2:
            return None
        return 1 - (self.rank - 1) / (self.of - 1)


@dataclass(frozen=True, kw_only=True)
class Number:
    """One key figure: a tile on the page and a row of metrics.csv.

    Parameters
    ----------
    measure : str
        Its name; ``measure.<name>`` in the words.
    value : float or None
        The number; the higher one of a range.
    unit : str
        ``unit.<unit>`` in the words, or money such as ``million EUR``.
    low : float, optional
        The lower end of a range.
    how : str
        ``plain``, ``percent``, ``whole``, ``one`` decimal, or ``rough``: an amount of two digits.
    n : int, optional
        Number of cases.
    scope : str, optional
        What it is about; the finding's by default.
    reason : Reason, optional
        Why there is no value; the finding's own, or ``no_data``, by default.
    as_of, sources : optional
        The finding's by default.
    """

    measure: str
    value: float | None
    unit: str
    low: float | None = None
    how: str = "plain"
    n: int | None = None
    scope: str = ""
    reason: Mapping[str, Any] | None = None
    as_of: Any = None
    sources: Any = None


@dataclass(frozen=True, kw_only=True)
class Column:
    """A whole column for metrics.csv, one row for each label of its index.

    Parameters
    ----------
    measure : str
        Its name in metrics.csv.
    values : Series
        Its index is the scope.
    unit : str
        As in `Number`.
    n : mapping or Series, optional
        Number of cases of each label.
    reason : mapping or Series, optional
        Why values are missing: one reason, or one for each label; ``values.attrs["reason"]`` by
        default.
    as_of, sources : optional
        The finding's by default.
    """

    measure: str
    values: "pd.Series[Any]"
    unit: str = "1"
    n: Any = None
    reason: Any = None
    as_of: Any = None
    sources: Any = None


@dataclass(frozen=True)
class Chart:
    """A chart or a map: its kind and its encodings; drawn late, by whoever shows the finding.

    Parameters
    ----------
    kind : str or callable
        A kind that `report.kinds` knows (``"ranking"``, ``"distance_curve"``, ``"site_map"``, …),
        or a function of yours from (data, lang, **options) to a figure of matplotlib.
    data : any
        What is drawn; the finding's data where it is None.
    caption : str
        ``caption.<caption>`` and ``alt.<caption>`` in the words, or a `Text`; the finding's id by
        default.
    values : mapping
        What caption and text ask for.
    options : mapping
        Options of the kind; `Label`, `Word` and the like in them are named in the language.
    names : str
        Group that names the row labels of ``data`` (``"industry"``); ``"-"`` names ids of
        districts and clusters; nothing is renamed where it is empty.
    as_of, sources : optional
        The finding's by default.
    """

    kind: str | Callable[..., Any]
    data: Any = None
    caption: str | Text = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    names: str = ""
    as_of: Any = None
    sources: Any = None


@dataclass(frozen=True)
class Table:
    """A table on the page.

    Parameters
    ----------
    data : DataFrame or None
        The finding's data where it is None. Named index levels become the first columns.
    caption : str
        ``caption.<caption>`` in the words, or a `Text`; the finding's id by default.
    columns : sequence of str, optional
        The columns that may reach the page; all by default.
    folded : bool
        Whether the reader opens it; also where it has more than ``rows`` rows.
    values : mapping
        What the caption asks for.
    names : mapping of str to str
        Group that names the codes of a column (or of a named index level).
    as_of, sources : optional
        The finding's by default.
    """

    data: pd.DataFrame | None = None
    caption: str | Text = ""
    columns: Sequence[str] | None = None
    folded: bool = False
    rows: int = 14
    values: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    as_of: Any = None
    sources: Any = None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a study returns, a page shows, metrics.csv records and a headline is chosen from.

    Parameters
    ----------
    id : str
        Such as ``regional.concentration``: its anchor on the page, its words, its tests.
    data : DataFrame or number
        What was found, never formatted.
    unit : str
        Of the data where it is one number or one column.
    as_of : str
        Date of the data; from its rows (``attrs["as_of"]``, ``attrs["year"]``, a column ``as_of``)
        where it is not given.
    sources : sequence of str
        Ids; from the data where they are not given.
    scope : str
        What it is about: a cluster, a region, an industry.
    n : int, optional
        Number of cases that carry it.
    level : float, optional
        Level of confidence of its intervals [-].
    grade : str
        ``"A"``, ``"B"`` or ``"C"``: the weakest source that decides it.
    compared : Comparison, optional
        What it is held against.
    said : sequence of Said
        Sentences; the first one answers the question. A Reason among them says why a part of it is
        missing.
    charts, tables, numbers, columns : sequences
        What shows it, and what metrics.csv records.
    cautions : sequence of Said
        Those that bear on this finding.
    reason : Reason, optional
        Why there is nothing to find. Findings that rest on it inherit it.
    matters : float
        How much it matters to the question of its report, 0 to 1; see `model.weight`.
    headline : Said, optional
        The sentence for the top of a page, where the first one in ``said`` is not it.

    Examples
    --------
    >>> jobs = pd.DataFrame({"jobs": [3, 4], "source_id": ["s1", "s2"], "as_of": ["2023", "2024"]})
    >>> found = Finding(id="toys.jobs", data=jobs, unit="persons")
    >>> found.sources, found.as_of
    (('s1', 's2'), '2024')
    """

    id: str = ""
    data: Any = None
    unit: str = ""
    as_of: str = ""
    sources: Sequence[str] = ()
    scope: str = ""
    n: int | None = None
    level: float | None = None
    grade: str = ""
    compared: Comparison | None = None
    said: Sequence[Said | Reason] = ()
    charts: Sequence[Chart] = ()
    tables: Sequence[Table] = ()
    numbers: Sequence[Number] = ()
    columns: Sequence[Column] = ()
    cautions: Sequence[Said] = ()
    reason: Reason | None = None
    matters: float = 0.5
    headline: Said | None = None

    def __post_init__(self) -> None:
        put = functools.partial(object.__setattr__, self)
        if self.reason is not None:
            put("reason", Reason.of(self.reason))
        put("sources", tuple(cited(self.sources) or _sources_of(self.data)))
        put("as_of", written_date(self.as_of) or _date_of(self.data))
        for name in ("said", "charts", "tables", "numbers", "columns", "cautions"):
            put(name, tuple(getattr(self, name)))

    def __bool__(self) -> bool:
        """Say whether something was found."""
        return self.reason is None

    @property
    def weight(self) -> float:
        """How much it deserves the top of a page, 0 to 1, by the rule of `model.weight`."""
        return weight(self)

    def _repr_html_(self) -> str:
        return _shown(self)


def finding(identity: str) -> Callable[[Callable[P, Any]], Callable[P, Finding]]:
    """Make a function that returns a `Finding` or a `Reason` one that always returns a Finding.

    An argument that is a Reason, or a Finding that has one, is handed on as the answer: what rests
    on something missing is missing for the same reason.

    Parameters
    ----------
    identity : str
        Id of the finding, such as ``regional.concentration``.

    Examples
    --------
    >>> @finding("toys.total")
    ... def total(toys):
    ...     return Finding(data=sum(toys), sources=["s1"], as_of="2024")
    >>> total([1, 2]).data, total([1, 2]).id, total(Reason("no_toys")).reason
    (3, 'toys.total', Reason('no_toys'))
    """

    def wrap(function: Callable[P, Any]) -> Callable[P, Finding]:
        @functools.wraps(function)
        def made(*args: P.args, **kwargs: P.kwargs) -> Finding:
            missing = next(_reasons(args, kwargs), None)
            found = missing if missing is not None else function(*args, **kwargs)
            if isinstance(found, Reason):
                return Finding(id=identity, reason=found)
            whole: Finding = replace(found, id=identity)
            return whole

        return made

    return wrap


def _reasons(args: Sequence[Any], kwargs: Mapping[str, Any]) -> Iterator[Reason]:
    for given in (*args, *kwargs.values()):
        if isinstance(given, Reason):
            yield given
        elif isinstance(given, Finding) and given.reason is not None:
            yield given.reason


def _sources_of(data: Any) -> list[str]:
    if isinstance(data, pd.Series):
        return cited(data.attrs.get("source_ids", ()))
    return cited(data) if isinstance(data, pd.DataFrame) else []


def _date_of(data: Any) -> str:
    if not isinstance(data, pd.DataFrame | pd.Series):
        return ""
    for name in ("as_of", "year"):
        if data.attrs.get(name):
            return written_date(data.attrs[name])
    return written_date(data["as_of"]) if "as_of" in data else ""


_shower: list[Callable[[Finding], str]] = []


def show_with(shower: Callable[[Finding], str]) -> None:
    """Say how a finding shows itself in a notebook; the package does, when a study is used."""
    _shower[:] = [shower]


def _shown(found: Finding) -> str:
    return _shower[0](found) if _shower else f"<pre>{found.id}</pre>"
