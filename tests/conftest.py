"""What tests share: a browser found once, without a network, and properties in no hurry."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

pytest_plugins = [
    "folder_fixtures",
    "group_fixtures",
    "report_fixtures",
    "export_fixtures",
    "road_fixtures",
    "scenario_fixtures",
    "service_fixtures",
]

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Unpacked by `make test` where the machine has no browser.
UNPACKED = Path(__file__).resolve().parents[1] / "node_modules" / ".cache" / "chromium"
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions"]

# A busy machine must not fail a property for being slow, nor one run find what the next does not.
settings.register_profile("unhurried", deadline=None, derandomize=True)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """Find Chromium: named by CLUSTERLAB_CHROMIUM, installed, or unpacked by `make test`."""
    named = os.environ.get("CLUSTERLAB_CHROMIUM", "")
    found = [shutil.which(name) for name in ([named] if named else NAMES)]
    found.append(shutil.which("chromium", path=str(UNPACKED)))
    path = next((path for path in found if path), None)
    if path is None:
        pytest.fail(
            "No Chromium: install one, set CLUSTERLAB_CHROMIUM to its path, or run `make test`.",
            pytrace=False,
        )
    return Path(path)


@pytest.fixture(scope="session")
def browser(chromium_path: Path) -> Iterator[Browser]:
    """Start headless Chromium once for all tests."""
    environment = dict(os.environ)
    if chromium_path.parent == UNPACKED:
        environment["LD_LIBRARY_PATH"] = str(UNPACKED / "lib")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(chromium_path), args=SWITCHES, env=environment
        )
        yield started
        started.close()
