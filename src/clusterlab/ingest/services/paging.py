"""Page after page, until as many rows are there as the service said there would be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .failure import ServiceFailure
from .records import DataSet, Page, Request, Row

MOST_PAGES = 2000

Ask = Callable[[str, Request], Page]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Rows as sent, and how many the service reports; the two differ only if that was allowed."""

    rows: tuple[Row, ...]
    total: int


def gather(ask: Ask, data_set: DataSet, request: Request, *, partial: bool = False) -> Gathered:
    """Ask for all pages of a request.

    Parameters
    ----------
    ask : callable
        From a path and a request to a page.
    data_set : DataSet
        What says how its service pages.
    request : dict
        Fields of the request, without page and key.
    partial : bool
        Take what came where it is not what the service reports.

    Returns
    -------
    Gathered
        Rows in the order of the service.

    Raises
    ------
    ServiceFailure
        Where the rows are not as many as reported, or their number changed meanwhile.
    """
    rows: list[Row] = []
    total = 0
    for number, page in enumerate(_pages(ask, data_set, request, rows)):
        reported = len(page.rows) if page.total is None else page.total
        if number and reported != total and not partial:
            changed = f"reports {reported:,} rows on page {number + 1}, {total:,} on page 1"
            raise ServiceFailure("partial", f"{data_set.name}: the service {changed}: fetch anew")
        total = max(total, reported)
        rows += page.rows
    if len(rows) != total and not partial:
        raise ServiceFailure(
            "partial",
            f"{data_set.name}: the service reports {total:,} rows, {len(rows):,} came; "
            "nothing was written (--partial takes what came and says so)",
        )
    return Gathered(tuple(rows), total)


def one_page(ask: Ask, data_set: DataSet, request: Request) -> Page:
    """Ask for the first page alone.

    Parameters
    ----------
    ask : callable
        From a path and a request to a page.
    data_set : DataSet
        What says how its service pages.
    request : dict
        Fields of the request.

    Returns
    -------
    Page
        As the service answered.
    """
    return next(_pages(ask, data_set, request, []))


def _pages(ask: Ask, data_set: DataSet, request: Request, rows: list[Row]) -> Iterator[Page]:
    """Yield pages; ``rows`` is what the caller has kept of those before."""
    paging = data_set.paging
    if paging is None:
        yield ask(data_set.path.format_map(_Blanks(request)), _left(data_set, request))
        return
    before: tuple[Row, ...] = ()
    for number in range(1, MOST_PAGES + 1):
        sent = request | _window(data_set, number, len(rows))
        page = ask(data_set.path.format_map(_Blanks(sent)), _left(data_set, sent))
        if page.rows and page.rows == before:
            # The service does not turn the page: what came is less than it reports.
            return
        yield page
        before = page.rows
        wanted = page.total
        if not page.rows or (wanted is None and len(page.rows) < paging.most):
            return
        if wanted is not None and len(rows) >= wanted:
            return
    raise ServiceFailure("request", f"{data_set.name}: more than {MOST_PAGES:,} pages: narrow it")


def _window(data_set: DataSet, number: int, so_far: int) -> Request:
    paging = data_set.paging
    if paging is None:
        return {}
    if paging.style == "numbered":
        return {paging.page: str(number), paging.size: str(paging.most)}
    return {paging.page: str(so_far + 1), paging.size: str(so_far + paging.most)}


class _Blanks(dict[str, str]):
    """Leave the places of a path that nobody fills as they are: the client puts the key there."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


def _left(data_set: DataSet, request: Request) -> Request:
    """Send what does not stand in the path."""
    return {name: value for name, value in request.items() if "{" + name + "}" not in data_set.path}
