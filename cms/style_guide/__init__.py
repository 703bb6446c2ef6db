"""A page with every component of the public site in every state, for people who work on its looks."""
