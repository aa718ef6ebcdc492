"""Prints a report as PDF with headless Chromium: A4, a running header, page numbers, no network."""

import re
import subprocess
import tempfile
from pathlib import Path

from . import xlsx
from .content import Content
from .needs import chromium

_SECONDS = 120
_SWITCHES = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--no-first-run",
    "--no-pdf-header-footer",
    # Pages ask for nothing; should one do so, it reaches no machine.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--virtual-time-budget=10000",
)


def running_style(stamp: str) -> str:
    """Write the style of the printed page: header, and page number of how many.

    Parameters
    ----------
    stamp : str
        What stands in the header of each page.
    """
    text = "".join(c if c.isalnum() or c in " .-" else f"\\{ord(c):06x} " for c in stamp)
    face = "font:8pt Pretendard,sans-serif;color:#5d6b73"
    return (
        "@page{size:A4;margin:18mm 15mm 16mm;"
        f'@top-left{{content:"{text}";{face}}}'
        f'@bottom-right{{content:counter(page) " / " counter(pages);{face}}}}}'
    )


def write(content: Content, page: Path) -> bytes:
    """Print the report's page.

    Parameters
    ----------
    content : Content
        What the report holds.
    page : Path
        Its report.html.

    Raises
    ------
    ValueError
        There is no Chromium, or it failed.
    """
    html = page.read_text(encoding="utf-8")
    style = f"<style>{running_style(content.stamp)}</style></head>"
    with tempfile.TemporaryDirectory(prefix="clusterlab-") as folder:
        source, target = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_text(html.replace("</head>", style, 1), encoding="utf-8")
        command = [
            str(chromium()),
            *_SWITCHES,
            *_unboxed(),
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={target}",
            source.as_uri(),
        ]
        try:
            ended = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - our own arguments
        except subprocess.TimeoutExpired:
            raise ValueError(f"pdf: Chromium did not finish within {_SECONDS} s") from None
        if not target.is_file():
            said = ended.stderr.decode(errors="replace").strip().splitlines()
            raise ValueError(f"pdf: Chromium failed: {said[-1] if said else ended.returncode}")
        return _dated(target.read_bytes(), f"{xlsx.day(content.title['as_of']):%Y%m%d}000000")


def _unboxed() -> tuple[str, ...]:
    """Leave the sandbox out for root, as whom Chromium refuses to have one."""
    import os

    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ("--no-sandbox",) if root else ()


def _dated(data: bytes, date: str) -> bytes:
    """Put the data's date where the time of printing stands, in as many bytes."""
    return re.sub(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}", rb"\g<1>" + date.encode(), data)
