"""Marks of a status: each has its own silhouette, so that it is told apart without colour."""

from . import palette
from .escape import html_text

# Shapes on a 20 × 20 field.
_MARKS: dict[str, str] = {
    "met": (
        f'<circle cx="10" cy="10" r="8.5" fill="{palette.GREEN}"/>'
        '<path d="M5.8 10.3l3 3 5.6-6.2" fill="none" stroke="#fff" stroke-width="2.4"/>'
    ),
    "cut_back": (
        f'<circle cx="10" cy="10" r="7.7" fill="#fff" stroke="{palette.GREEN}" stroke-width="2"/>'
        f'<path d="M2.3 10a7.7 7.7 0 0 0 15.4 0z" fill="{palette.GREEN}"/>'
        f'<path d="M6 6.4h8" stroke="{palette.INK}" stroke-width="2"/>'
    ),
    "on_track": f'<path d="M10 1.5L18.5 17h-17z" fill="{palette.BLUE}"/>',
    "begun": (
        f'<circle cx="10" cy="10" r="7.7" fill="#fff" stroke="{palette.ACCENT}" stroke-width="2"/>'
        f'<path d="M10 2.3a7.7 7.7 0 0 0 0 15.4z" fill="{palette.ACCENT}"/>'
    ),
    "behind": (
        f'<path d="M10 17.5L2 3.5h16z" fill="{palette.ORANGE}" stroke="{palette.INK}" '
        'stroke-width="1.6" stroke-linejoin="round"/>'
    ),
    "overdue_announced": (
        f'<path d="M10 17.5L2 3.5h16z" fill="#fff" stroke="{palette.INK}" stroke-width="1.8" '
        'stroke-linejoin="round" stroke-dasharray="3 2"/>'
        f'<path d="M10 6v5m0 1.6v1.6" stroke="{palette.INK}" stroke-width="2"/>'
    ),
    "unclear": (
        f'<path d="M2.5 4.5h15v11h-15z" fill="#fff" stroke="{palette.QUIET}" stroke-width="1.8"/>'
        f'<path d="M5.4 11.2c1.6-3.6 3-3.6 4.6-1.2s3 2.4 4.6-1.2" fill="none" '
        f'stroke="{palette.QUIET}" stroke-width="1.8"/>'
    ),
    "reversed": (
        f'<path d="M10 .8L19.2 10 10 19.2.8 10z" fill="{palette.VERMILLION}"/>'
        '<path d="M14.6 10H6.4m3-3.4L6 10l3.4 3.4" fill="none" stroke="#fff" stroke-width="2"/>'
    ),
    "stopped": f'<path d="M2.5 2.5h15v15h-15z" fill="{palette.INK}"/>',
    "nothing_found": (
        f'<circle cx="10" cy="10" r="7.8" fill="#fff" stroke="{palette.QUIET}" stroke-width="1.8" '
        'stroke-dasharray="3 2.4"/>'
        f'<path d="M6.2 10h7.6" stroke="{palette.QUIET}" stroke-width="2"/>'
    ),
}


def status_mark(status: str, *, label: str = "", size_px: int = 20) -> str:
    """Draw the mark of a status as a small picture.

    Parameters
    ----------
    status : str
        met, cut_back, on_track, begun, behind, overdue_announced, unclear, reversed, stopped or
        nothing_found.
    label : str
        What a screen reader says; where it is empty, a word beside the mark says it.
    size_px : int
        Width and height [px].

    Returns
    -------
    str
        An SVG element.
    """
    if status not in _MARKS:
        raise ValueError(f"Unknown status {status!r}. Known ones: {', '.join(_MARKS)}.")
    told = f'role="img" aria-label="{html_text(label)}"' if label else 'aria-hidden="true"'
    return (
        f'<svg class="mark" viewBox="0 0 20 20" width="{size_px}" height="{size_px}" {told}>'
        f"{_MARKS[status]}</svg>"
    )
