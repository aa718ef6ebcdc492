"""Sites of a cluster compared: candidates, rules and criteria; this file hands their names on."""

from .candidates import candidate_table, choose_kind, placed, study
from .criteria import CRITERIA, criteria_matrix, default_weights, narrowed
from .screen import admitted, screened

__all__ = [
    "CRITERIA",
    "admitted",
    "candidate_table",
    "choose_kind",
    "criteria_matrix",
    "default_weights",
    "narrowed",
    "placed",
    "screened",
    "study",
]
