"""Packs a zipped document so that the same content gives the same bytes."""

import io
import zipfile
from collections.abc import Mapping

# The first date that a zip archive knows.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(parts: Mapping[str, bytes], *, stored: str = "") -> bytes:
    """Zip parts in the order given.

    Parameters
    ----------
    parts : mapping of str to bytes
        Content by name.
    stored : str
        Name of the one part that is not compressed, where a format asks for that.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            kind = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compress_type=kind)
    return file.getvalue()


def repacked(data: bytes) -> bytes:
    """Zip an archive anew, without the times at which its parts were written."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})
