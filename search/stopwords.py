"""Words that say nothing in a query, folded (without diacritics), by language."""

STOPWORDS: dict[str, frozenset[str]] = {
    "en": frozenset("a an and are as at by for from how in is it of on or that the this to what which with".split()),
    "nl": frozenset(
        "aan als bij dat de die dit een en er het hoe in is met naar of om op te tot uit van voor wat".split()
    ),
    "it": frozenset(
        "a ai al alla alle che chi come con d da dal dalla dei del della delle di e gli i il in l la le lo nel nella o "
        "per su un una".split()
    ),
    "lt": frozenset(
        "ant apie ar arba bei dar del i ir is iki jau kad kaip kas ko kur nuo o per po prie su tai uz".split()
    ),
    "es": frozenset("a al como con de del e el en es la las lo los o para por que se su un una y".split()),
}
