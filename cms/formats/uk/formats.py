"""Ukrainian formats where Django's are not those of CLDR."""

DATE_FORMAT = r"j E Y \р."
DATETIME_FORMAT = r"j E Y \р., H:i"
