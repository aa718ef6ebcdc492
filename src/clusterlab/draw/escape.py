"""Text made safe for HTML, for JavaScript template literals and for scripts that carry data."""

import html
import json
import re
from typing import Any

# What ends or opens a place in a JavaScript template literal; as entities they are only text.
_LITERAL = str.maketrans({c: f"&#{ord(c)};" for c in "`${}\\"})
# What ends a script element, opens a comment in it, or ends a line for a JavaScript parser.
_SCRIPT = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})
# What opens a place in a Jinja template: branca renders what elements write a second time. In
# compact JSON a brace before another one, % or # can only stand inside a string.
_TEMPLATE = re.compile(r"\{(?=[{%#])")
# Controls have no place in text and some are refused by HTML parsers.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])


def html_text(value: object) -> str:
    """Escape a value so that it stays text in HTML, also inside a JavaScript template literal.

    folium writes HTML into template literals, where ``html.escape`` alone leaves ``${…}`` to run.

    Examples
    --------
    >>> html_text("<b>`${1}`")
    '&lt;b&gt;&#96;&#36;&#123;1&#125;&#96;'
    """
    return html.escape(str(value).translate(_CONTROLS), quote=True).translate(_LITERAL)


def script_json(value: Any) -> str:
    r"""Write strict JSON that can stand inside a script element and in a template of branca.

    Raises
    ------
    ValueError
        The value holds NaN or an infinity, which are not JSON: a missing value is None.

    Examples
    --------
    >>> script_json({"name": "</script>"})
    '{"name":"\\u003c/script\\u003e"}'
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except ValueError as error:
        raise ValueError(
            "Map data must be strict JSON: NaN and infinity are not allowed."
        ) from error
    return _TEMPLATE.sub(r"\\u007b", text.translate(_SCRIPT))
