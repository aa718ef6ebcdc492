"""Starts notebook kernels with this very interpreter, whatever kernels the user has installed."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager


class OwnKernelManager(AsyncKernelManager):
    """A manager whose kernel is `sys.executable`, on private sockets, without history."""

    def __init__(self, **kwargs: Any) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="clusterlab-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        # Sockets in a folder that only this user can enter; a port would be open to the machine.
        if os.name == "posix":
            kwargs |= {"transport": "ipc", "ip": str(folder / "kernel")}
        kwargs["connection_file"] = str(folder / "kernel.json")
        super().__init__(**kwargs)

    @property
    def kernel_spec(self) -> KernelSpec:
        """Describe the one kernel there is."""
        return KernelSpec(
            argv=[
                sys.executable,
                "-m",
                "ipykernel_launcher",
                "-f",
                "{connection_file}",
                "--HistoryManager.enabled=False",
            ],
            display_name="Python 3",
            language="python",
        )

    async def _async_start_kernel(self, **kwargs: Any) -> None:
        kwargs["env"] = environment(Path(self._folder.name)) | kwargs.get("env", {})
        await super()._async_start_kernel(**kwargs)

    start_kernel = _async_start_kernel

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart=restart)
        if not restart:
            self._folder.cleanup()

    cleanup_resources = _async_cleanup_resources


def environment(folder: Path) -> dict[str, str]:
    """Set what a kernel needs in order to be quiet and to start alike on every machine.

    Parameters
    ----------
    folder : Path
        A private folder that lives as long as the kernel.
    """
    settings = {
        **os.environ,
        "IPYTHONDIR": str(folder / "ipython"),
        "MPLBACKEND": "agg",
        "PYTHONUTF8": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        # Products of small matrices round alike on every machine, and no thread waits spinning.
        "OPENBLAS_NUM_THREADS": os.environ.get("OPENBLAS_NUM_THREADS", "1"),
    }
    if "MPLCONFIGDIR" not in os.environ and not _writable(Path.home() / ".config"):
        settings["MPLCONFIGDIR"] = str(folder / "matplotlib")
    return settings


def _writable(folder: Path) -> bool:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return os.access(folder, os.W_OK)
