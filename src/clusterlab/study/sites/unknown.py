"""What a siting study does not know."""

from ...model.finding import Finding, finding
from ...model.said import caution


@finding("sites.unknown")
def unknown() -> Finding:
    """Say what no source of a siting study tells.

    Returns
    -------
    Finding
    """
    return Finding(cautions=[caution("siting_unknown")])
