"""Why there is no value: a code and the numbers behind it, in one shape everywhere."""

from collections.abc import Mapping
from typing import Any, NoReturn


class Reason(dict[str, Any]):
    """Why something has no value.

    It is a mapping of ``code`` and of the numbers that go with it, and never changes; the words of
    a code stand in the room ``words`` under ``reason.<code>``.

    Parameters
    ----------
    code : str
        What is missing or does not hold, such as ``"too_few_points"``.
    **values
        The numbers and names that the sentence of the reason asks for.

    Examples
    --------
    >>> why = Reason("too_few_points", n=3, minimum=10)
    >>> why["code"], why["n"], why == {"code": "too_few_points", "n": 3, "minimum": 10}
    ('too_few_points', 3, True)
    >>> why
    Reason('too_few_points', n=3, minimum=10)
    """

    __slots__ = ()

    def __init__(self, code: str, **values: Any) -> None:
        if not code or not isinstance(code, str):
            raise ValueError(f"A reason needs a code, not {code!r}.")
        super().__init__({"code": code, **values})

    @classmethod
    def of(cls, given: Mapping[str, Any] | str) -> "Reason":
        """Take a reason as it is, or make one of a code or of a mapping with a code."""
        if isinstance(given, Reason):
            return given
        if isinstance(given, str):
            return cls(given)
        return cls(str(given["code"]), **{k: v for k, v in given.items() if k != "code"})

    @property
    def code(self) -> str:
        """What is missing or does not hold."""
        return str(self["code"])

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(sorted((k, str(v)) for k, v in self.items())))

    def __repr__(self) -> str:
        values = "".join(f", {name}={value!r}" for name, value in self.items() if name != "code")
        return f"Reason({self.code!r}{values})"

    def __deepcopy__(self, memo: Any) -> "Reason":
        return self  # Tables copy their attrs often.

    def __copy__(self) -> "Reason":
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Reason.of, (dict(self),)

    def _fixed(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("A reason does not change; make another one.")

    __setitem__ = __delitem__ = update = pop = popitem = clear = setdefault = _fixed
