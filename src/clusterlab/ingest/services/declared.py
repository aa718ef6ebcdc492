"""The one table of data sets that can be fetched."""

from ...model.problem import meant, shown
from ..korea.services import (
    building_register,
    deals,
    juso,
    kicox,
    kosis,
    kvic,
    opendart,
    semas,
    seoul,
    sgis,
    universities,
    vworld,
)
from .records import DataSet

DATA_SETS: tuple[DataSet, ...] = (
    vworld.ZONING,
    vworld.PARCELS,
    vworld.COMPLEXES,
    vworld.BOUNDARIES,
    semas.STORES,
    kicox.FACTORIES,
    universities.UNIVERSITIES,
    building_register.BUILDINGS,
    deals.COMMERCIAL,
    deals.FACTORIES,
    deals.LAND,
    kvic.FUNDS,
    kosis.INDUSTRIES,
    sgis.INDUSTRIES,
    sgis.BOUNDARIES,
    juso.ADDRESSES,
    juso.POINTS,
    seoul.STATIONS,
    opendart.COMPANIES,
)


def data_set_named(name: str) -> DataSet:
    """Find a data set by its name.

    Parameters
    ----------
    name : str
        As ``clusterlab fetch --list`` prints it.

    Returns
    -------
    DataSet
        The record.

    Raises
    ------
    ValueError
        Where there is none of that name; it names the nearest.
    """
    names = [record.name for record in DATA_SETS]
    for record in DATA_SETS:
        if record.name == name:
            return record
    raise ValueError(
        f"There is no data set {shown(name)}{meant(name, names)}; "
        "clusterlab fetch --list shows all of them"
    )
