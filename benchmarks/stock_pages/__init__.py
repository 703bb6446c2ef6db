"""The baseline of `make bench-pages`: the demo's content in the models of `wagtail start` and Wagtail's tutorial."""

FACTS = ["countries", "target_groups", "skill_types", "methods"]  # of a practice
