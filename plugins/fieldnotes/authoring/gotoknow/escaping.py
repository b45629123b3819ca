"""Text as Markdown that shows the very same text: what the site's dialect would read is escaped, and nothing else."""

from __future__ import annotations

import re

from fieldnotes.authoring.gotoknow.page import ADDRESS_TAKEN

_HTML_NAMES = (
    "a|abbr|b|big|blockquote|br|button|center|code|details|div|em|embed|font|form|h[1-6]|hr|i|iframe|img|input|"
    "li|link|math|meta|object|ol|p|pre|s|script|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|thead|tr|"
    "tt|u|ul"
)
_INLINE = re.compile(
    # What ends a sentence, and what Markdown reads, ends an address too.
    r"(?P<address>https?://[A-Za-z0-9~_/?#@!$&'+,;=%:.-]*[A-Za-z0-9~_/#=%-])"
    r"|(?P<sign>[\\`*\[])|(?P<closing>\])"
    # Within a Latin word or a number an underscore is no emphasis.
    r"|(?P<underscore>(?<![A-Za-z0-9])_|_(?![A-Za-z0-9]))"
    # An id: a number sign right behind a brace.
    r"|(?P<brace>\{#)"
    r"|(?P<entity>&(?=(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});))"
    rf"|(?P<tag><(?=/?(?:{_HTML_NAMES})(?:[\s/][^<>]*)?>|https?://))"
    rf"|(?P<taken>{ADDRESS_TAKEN})",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    # Below another line it would make the two a table.
    r"(?P<row>[|: -]*\|[|: -]*$)"
    r"|(?P<number>\d+)\.(?=\s|$)"
    r"|(?P<sign>[#>])"
    r"|(?P<rule>(?:-[ ]*){3,}$|[-+](?=[\s]|$))"
    r"|(?P<fence>~(?=~~))"
    r"|(?P<underline>=+[ ]*$)"
)


def escape_inline(text: str, *, in_link: bool = False) -> str:
    """Return a line's text with all inline markup escaped; a bare address on the web becomes a link.

    `in_link`: the text stands in the brackets of a link or a picture, where a closing bracket counts too and no link
    can stand. Where an IP address was taken out, nothing is left.
    """

    def escaped(match: re.Match[str]) -> str:
        found = match[0]
        match match.lastgroup:
            case "address":
                return (
                    escape_signs(found)
                    if in_link or ("&" in found and ";" in found)
                    else f"<{found}>"
                )
            case "sign" | "underscore":
                return "\\" + found
            case "closing":
                return "\\]" if in_link else "]"
            case "brace":
                return "{\\#"
            case "entity":
                return "&amp;"
            case "tag":
                return "&lt;"
        return ""

    return _INLINE.sub(escaped, text)


def escape_signs(text: str) -> str:
    """Return an address that stands as text."""
    return re.sub(r"[\\`*_\[\]]", r"\\\g<0>", text).replace("&", "&amp;")


def escape_block(text: str) -> str:
    """Return a block, its inline markup escaped already, that begins with nothing but text."""
    match = _BLOCK.match(text)
    if match is None:
        return text
    if match["row"] is not None:
        return text.replace("|", "&#124;")
    if match["number"] is not None:
        return f"{match['number']}\\{text[match.end('number') :]}"
    if match["fence"] is not None:
        return "&#126;" + text[1:]
    if match["underline"] is not None:
        return text
    return "\\" + text
