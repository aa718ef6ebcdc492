"""Files of a folder changed all together or not at all."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from .descriptor import FILE


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Give a copy of a folder to work on, which is gone afterwards.

    Parameters
    ----------
    folder : Path
        A cluster's folder.

    Yields
    ------
    Path
        The copy, on the same disk; beside it, links to the packages that lie beside the folder.
    """
    home = folder.resolve()
    temporary = Path(tempfile.mkdtemp(prefix=f".{home.name}-", dir=home.parent))
    try:
        copy = temporary / home.name
        shutil.copytree(home, copy, ignore=shutil.ignore_patterns("imports"))
        # The packages that it refers to are looked for beside it.
        for beside in home.parent.iterdir():
            if beside != home and (beside / FILE).is_file():
                (temporary / beside.name).symlink_to(beside, target_is_directory=True)
        yield copy
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def swap_in(folder: Path, changed: Mapping[str, Path]) -> None:
    """Put new files in the place of old ones; where one fails, all old ones come back.

    Parameters
    ----------
    folder : Path
        The folder.
    changed : mapping
        New file by its path within the folder; the last is put in last. They must lie on the
        folder's disk, so that each takes its place in one step.
    """
    kept: list[tuple[Path, Path | None]] = []
    try:
        for name, new in changed.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            old = None
            if target.exists():
                old = new.with_name(new.name + ".old")
                shutil.copy2(target, old)
            kept.append((target, old))
            new.replace(target)
    except BaseException:
        for target, old in reversed(kept):
            if old is not None:
                old.replace(target)
            else:
                target.unlink(missing_ok=True)
        raise
