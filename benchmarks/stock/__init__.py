"""The peer: the same practices as any Wagtail site has them, searched with Wagtail's own Elasticsearch backend."""
