"""The names of a siting study are handed on in one place."""

from clusterlab.study.sites import (
    candidates as site_candidates,
    criteria as site_criteria,
    screen as site_screen,
    whole as sites,
)


def test_every_name_is_that_of_the_file_that_holds_it():
    homes = (site_candidates, site_criteria, site_screen)
    for name in sites.__all__:
        assert any(getattr(home, name, None) is getattr(sites, name) for home in homes), name
