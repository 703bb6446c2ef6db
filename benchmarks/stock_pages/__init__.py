"""The baseline of `make bench-pages`: the demo's content in what `wagtail start` and Wagtail's tutorial give."""

FACTS = ["countries", "target_groups", "skill_types", "methods"]  # of a practice
