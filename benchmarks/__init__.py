"""How fast the search is, against the same pages counted naively in SQL: `make bench`."""
