"""How fast the search and the pages are, against naive SQL and stock Wagtail: `make bench` and `make bench-pages`."""
