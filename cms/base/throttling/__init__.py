"""How often somebody may try something: a password, a form. Guessing and flooding cost time."""
