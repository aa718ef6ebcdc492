"""Copies what the pages carry from node_modules into the package: map library, font, licences."""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
ASSETS = ROOT / "src" / "clusterlab" / "draw" / "assets"

# TrueType rather than OpenType/CFF: matplotlib embeds it and pages subset it several times faster.
FILES = {
    "leaflet.js": MODULES / "leaflet/dist/leaflet.js",
    "leaflet.css": MODULES / "leaflet/dist/leaflet.css",
    "leaflet-LICENSE.txt": MODULES / "leaflet/LICENSE",
    "Pretendard-Regular.ttf": MODULES
    / "pretendard/dist/public/static/alternative/Pretendard-Regular.ttf",
    "Pretendard-Bold.ttf": MODULES
    / "pretendard/dist/public/static/alternative/Pretendard-Bold.ttf",
    "Pretendard-LICENSE.txt": ROOT / "LICENSES/Pretendard-OFL-1.1.txt",
}


def main() -> int:
    """Copy every file, or say in one line which is missing and how to get it."""
    missing = [str(path.relative_to(ROOT)) for path in FILES.values() if not path.is_file()]
    if missing:
        print(f"missing: {', '.join(missing)}; run `npm ci` first", file=sys.stderr)
        return 1
    ASSETS.mkdir(parents=True, exist_ok=True)
    for name, path in FILES.items():
        shutil.copyfile(path, ASSETS / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
