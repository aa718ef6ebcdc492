"""Says in one line what a format needs that is not here, before anything is written."""

import os
import shutil
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

FORMATS = ("xlsx", "gpkg", "docx", "hwpx", "pdf")
# Libraries by format: what is imported, and what is installed for it.
LIBRARIES = {
    "docx": {"docx": "python-docx", "resvg_py": "resvg-py"},
    "hwpx": {"resvg_py": "resvg-py"},
}
BROWSER = "CLUSTERLAB_CHROMIUM"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def formats(text: Sequence[str]) -> tuple[str, ...]:
    """Read formats as they are asked for: each once, several in one with commas between.

    Raises
    ------
    ValueError
        One is not known, or none is named.
    """
    found = [name.strip().lower() for part in text for name in part.split(",") if name.strip()]
    for name in found:
        if name not in FORMATS:
            raise ValueError(f"format {name!r} is not known (known: {', '.join(FORMATS)})")
    if not found:
        raise ValueError(f"no format is named (known: {', '.join(FORMATS)})")
    return tuple(dict.fromkeys(found))


def check(wanted: Sequence[str]) -> None:
    """Refuse formats whose library or browser is not installed.

    Raises
    ------
    ValueError
        One line that names what is missing and how to get it.
    """
    missing = {
        package: name
        for name in wanted
        for module, package in LIBRARIES.get(name, {}).items()
        if find_spec(module) is None
    }
    if missing:
        names = " and ".join(dict.fromkeys(missing.values()))
        raise ValueError(
            f"{names}: needs {' and '.join(missing)}, which is not installed: "
            'pip install "clusterlab[export]"'
        )
    if "pdf" in wanted:
        chromium()


def chromium() -> Path:
    """Find a Chromium: the one that CLUSTERLAB_CHROMIUM names, else an installed one.

    Raises
    ------
    ValueError
        There is none.
    """
    named = os.environ.get(BROWSER, "")
    for name in [named] if named else BROWSERS:
        found = shutil.which(name)
        if found:
            return Path(found)
    what = f"{named} is no program" if named else "none was found"
    raise ValueError(
        f"pdf: needs Chromium or Chrome ({what}): install one, or name it in {BROWSER}"
    )
