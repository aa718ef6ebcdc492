"""Writes the exports of a finished report: all that were asked for, or none."""

import contextlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from ..load import catalog
from ..load.package import Package, read_package
from ..report import notebook
from ..report.exports import needs
from ..report.exports.content import Content, content
from . import record

READ = ("report.html", "metrics.csv", "executed.ipynb")


def export(
    report: Path, wanted: Sequence[str], *, out: Path | None = None, folders: Sequence[str] = ()
) -> list[Path]:
    """Export a finished report.

    Parameters
    ----------
    report : Path
        Its folder.
    wanted : sequence of str
        Formats: xlsx, gpkg, docx, hwpx, pdf.
    out : Path, optional
        Folder for the files; beside the report by default, where run.json then lists them.
    folders : sequence of str
        Folders of the clusters that do not come with the library; a report records no folders.

    Returns
    -------
    list of Path
        The files, in the order of the formats.

    Raises
    ------
    ValueError
        The folder holds no finished report, a file of it was changed since, a library or browser
        is missing, or the data are not those that the report was made from.
    """
    known = record.read(report)
    if known is None:
        raise ValueError(f"{report}: no finished report (run.json is missing or not readable)")
    needs.check(wanted)
    changed = [name for name in record.altered(report) if name in READ]
    if changed:
        raise ValueError(f"{report}: {changed[0]} is not the file that the run wrote")
    clusters: list[str] = []
    if "gpkg" in wanted:
        own = {read_package(catalog.locate(folder)).slug: folder for folder in folders}
        given = known["parameters"]
        slugs = given.get("clusters") or [given.get("cluster")]
        clusters = [own.get(slug, slug) for slug in slugs if slug]
    paths = write(
        report,
        wanted,
        out=out or report,
        about=known | {"version": known["versions"]["clusterlab"]},
        clusters=clusters,
    )
    if out is None or out.resolve() == report.resolve():
        record.add(report, [path.name for path in paths])
    return paths


def write(
    report: Path,
    wanted: Sequence[str],
    *,
    out: Path,
    about: Mapping[str, Any],
    clusters: Sequence[str],
    source: Path | None = None,
) -> list[Path]:
    """Write files of some formats from the files of a report.

    Parameters
    ----------
    report : Path
        Folder with report.html, metrics.csv and executed.ipynb.
    wanted : sequence of str
        Formats.
    out : Path
        Folder for the files.
    about : mapping
        lang, notebook, slug, version and inputs, as run.json has them.
    clusters : sequence of str
        Slugs or folders of the clusters that a GeoPackage shows.
    source : Path, optional
        The notebook that ran, beside which words of its own may lie.

    Returns
    -------
    list of Path
        Named by cluster, kind and language, so that they tell what they are when mailed.
    """
    held = content(
        notebook.read(report / "executed.ipynb"),
        source or report / "executed.ipynb",
        figures=(report / "metrics.csv").read_text(encoding="utf-8"),
        lang=str(about["lang"]),
        version=str(about["version"]),
    )
    stem = f"{held.title['slug']}-{about['notebook']}-{about['lang']}"
    out.mkdir(parents=True, exist_ok=True)
    with _together(out) as aside:
        for name in wanted:
            data = _made(name, held, report, clusters, about.get("inputs", {}))
            (aside / f"{stem}.{name}").write_bytes(data)
    return [out / f"{stem}.{name}" for name in wanted]


@contextlib.contextmanager
def _together(out: Path) -> Iterator[Path]:
    """Hand out a folder whose files come into place only when all are there."""
    with tempfile.TemporaryDirectory(prefix=".export-", dir=out) as folder:
        aside = Path(folder)
        yield aside
        for path in sorted(aside.iterdir()):
            path.replace(out / path.name)


def _made(
    name: str, held: Content, report: Path, clusters: Sequence[str], inputs: Mapping[str, str]
) -> bytes:
    # Each brings its own library, which is slow to import and may not be there.
    if name == "xlsx":
        from ..report.exports import xlsx

        return xlsx.write(held)
    if name == "docx":
        from ..report.exports import docx

        return docx.write(held)
    if name == "hwpx":
        from ..report.exports import hwpx

        return hwpx.write(held)
    if name == "pdf":
        from ..report.exports import pdf

        return pdf.write(held, report / "report.html")
    from ..report.exports import gpkg

    return gpkg.write(held, _layers(held, clusters, inputs))


def _layers(held: Content, clusters: Sequence[str], inputs: Mapping[str, str]) -> dict[str, Any]:
    """Read the layers of the clusters; several clusters share a layer and are told apart."""
    from ..report.exports import layers

    packages = [read_package(catalog.locate(name)) for name in clusters]
    parts: dict[str, list[Any]] = {}
    for package in packages:
        _check_same(package, inputs, layers.LAYERS)
        found = layers.admitted(
            package.tables,
            held.metrics,
            confidential=bool(package.meta.get("confidential_register")),
        )
        for name, layer in found.items():
            own = layer.assign(cluster=package.slug) if len(packages) > 1 else layer
            parts.setdefault(name, []).append(own)
    return {
        name: pd.concat(parts[name], ignore_index=True) for name in layers.LAYERS if name in parts
    }


def _check_same(package: Package, inputs: Mapping[str, str], tables: Iterable[str]) -> None:
    """Refuse places that are not those the report was made from: its figures are about others."""
    for name, digest in sorted(package.hashes.items()):
        path = f"{package.slug}/{name}"
        if Path(name).stem in tables and inputs.get(path, digest) != digest:
            raise ValueError(f"gpkg: {path} changed since the report was made; make it anew")
