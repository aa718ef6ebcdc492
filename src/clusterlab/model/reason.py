"""Why there is no value: a code and the numbers behind it, in one shape everywhere."""

from collections.abc import Iterator, Mapping
from typing import Any


class Reason(Mapping[str, Any]):
    """Why something has no value.

    It reads as a mapping of ``code`` and of the numbers that go with it; the words of a code stand
    in the room ``words`` under ``reason.<code>``.

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

    __slots__ = ("_values", "code")

    def __init__(self, code: str, **values: Any) -> None:
        if not code or not isinstance(code, str):
            raise ValueError(f"A reason needs a code, not {code!r}.")
        self.code = code
        self._values = values

    @classmethod
    def of(cls, given: "Mapping[str, Any] | str") -> "Reason":
        """Take a reason as it is, or make one of a code or of a mapping with a code."""
        if isinstance(given, Reason):
            return given
        if isinstance(given, str):
            return cls(given)
        return cls(str(given["code"]), **{k: v for k, v in given.items() if k != "code"})

    def __getitem__(self, key: str) -> Any:
        return self.code if key == "code" else self._values[key]

    def __iter__(self) -> Iterator[str]:
        yield "code"
        yield from self._values

    def __len__(self) -> int:
        return 1 + len(self._values)

    def __hash__(self) -> int:
        return hash((self.code, *sorted((k, str(v)) for k, v in self._values.items())))

    def __repr__(self) -> str:
        values = "".join(f", {name}={value!r}" for name, value in self._values.items())
        return f"Reason({self.code!r}{values})"

    def __deepcopy__(self, memo: Any) -> "Reason":
        return self  # Tables copy their attrs often, and a reason never changes.
