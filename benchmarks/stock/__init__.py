"""The baseline: the same practices in a plain Wagtail site, searched with Wagtail's own Elasticsearch backend."""
