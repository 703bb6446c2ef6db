from django.apps import AppConfig


class RecipeConfig(AppConfig):
    """A kind of page made by the recipe of CONTRIBUTING, and by nothing else: only the tests install it."""

    name = "tests.recipe"
    label = "recipe"
