"""What of a service's failures is worth another try; the error itself is among all errors."""

from ...model.errors import Kind as Kind, ServiceFailure as ServiceFailure

WORTH_ANOTHER_TRY: frozenset[str] = frozenset({"busy", "down", "unreadable"})
