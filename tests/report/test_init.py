"""What notebooks call is a function, whichever file was imported first."""

from importlib import import_module

import clusterlab as cl


def test_files_do_not_stand_before_functions_of_their_name():
    for name in ("density_map", "site_map"):
        module = import_module(f"clusterlab.report.{name}")
        assert getattr(cl.report, name) is getattr(module, name)
