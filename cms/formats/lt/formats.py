"""Lithuanian formats where Django's are not those of CLDR."""

THOUSAND_SEPARATOR = "\xa0"
