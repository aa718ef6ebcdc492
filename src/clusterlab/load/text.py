"""From bytes to text: UTF-8 or a line that says what the file is instead."""

import re

from ..model.problem import Problem

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """Decode the bytes of a file strictly as UTF-8, with or without a byte order mark.

    Parameters
    ----------
    data : bytes
        The whole file.
    file : str
        Its name in messages.

    Returns
    -------
    text : str
        Empty where there is a problem.
    problems : list of Problem
        At most one.

    Notes
    -----
    CP949 is only named, never read: two files of which one is misread look alike.
    """
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        return "", [Problem(file, 0, "", None, "a header row; the file is empty")]
    if data.startswith(UTF16_MARKS):
        return "", [Problem(file, 0, "", None, "UTF-8; the file is UTF-16: save it as CSV UTF-8")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        place = f"UTF-8; byte {error.start} in line {line} is not"
        advice = "it decodes as CP949: save it as UTF-8" if _is_cp949(data) else "save it as UTF-8"
        return "", [Problem(file, line, "", None, f"{place}; {advice}")]
    problem = not_text(text, file)
    return ("", [problem]) if problem else (text, [])


def not_text(text: str, file: str) -> Problem | None:
    """Tell what decoded bytes are if they are no table.

    Parameters
    ----------
    text : str
        The decoded file.
    file : str
        Its name in messages.

    Returns
    -------
    Problem or None
        A zero byte, or a web page in the place of data.
    """
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return Problem(file, line, "", None, "plain text; the file holds a zero byte")
    if re.match(r"\s*<[!?a-zA-Z]", text):
        first = text.strip().splitlines()[0]
        return Problem(file, 1, "", first, "data; the file looks like a web page or XML")
    return None


def _is_cp949(data: bytes) -> bool:
    try:
        data.decode("cp949")
    except UnicodeDecodeError:
        return False
    return True
