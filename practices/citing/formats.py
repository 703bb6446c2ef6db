"""Citations for reference managers: BibTeX, CSL-JSON, and RIS as Zotero, Mendeley and EndNote read it."""

from typing import Any

from practices.citing.citation import Citation

# Characters with a meaning in TeX. Non-ASCII letters stay: today's BibTeX reads UTF-8.
TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "{}$&#%_"},
    }
)


def bibtex(citation: Citation) -> str:
    """One entry. Double braces preserve capitals, and keep an organisation's name in one piece."""
    published = citation.published
    fields = {
        "author": _tex(citation.author),
        "title": _tex(citation.title),
        "howpublished": _tex(citation.site),
        "year": f"{published.year}" if published else "",
        "date": published.isoformat() if published else "",
        "note": _tex(citation.dates),
        "url": citation.url,
        "langid": citation.language,
    }
    braces = {"author", "title", "howpublished"}
    lines = [f"  {n} = {{{{{v}}}}}," if n in braces else f"  {n} = {{{v}}}," for n, v in fields.items() if v]
    return "\n".join([f"@misc{{practice-{citation.key},", *lines, "}", ""])


def ris(citation: Citation) -> str:
    """One record. Each line is a tag and a value; lines end in CRLF as the format requires."""
    published = citation.published
    fields = [
        ("TY", "ELEC"),
        ("ID", f"practice-{citation.key}"),
        ("AU", citation.author),
        ("TI", citation.title),
        ("PB", citation.site),
        ("PY", f"{published:%Y}" if published else ""),
        ("DA", f"{published:%Y/%m/%d}" if published else ""),
        ("LA", citation.language),
        ("N1", citation.dates),
        ("UR", citation.url),
    ]
    lines = [f"{tag}  - {_line(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _tex(text: str) -> str:
    return _line(text).translate(TEX)


def _line(text: str) -> str:
    return " ".join(text.split())


def csl(citation: Citation) -> dict[str, Any]:
    """An item of CSL-JSON, for citeproc and Zotero."""
    published = citation.published
    item = {
        "id": f"practice-{citation.key}",
        "type": "webpage",
        "title": citation.title,
        "author": [{"literal": citation.author}] if citation.author else [],
        "container-title": citation.site,
        "issued": {"date-parts": [[published.year, published.month, published.day]]} if published else None,
        "language": citation.language,
        "note": citation.dates,
        "URL": citation.url,
    }
    return {name: value for name, value in item.items() if value}
