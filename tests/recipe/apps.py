from django.apps import AppConfig


class RecipeConfig(AppConfig):
    """A kind of page made by following only the recipe in CONTRIBUTING. Installed only by the tests."""

    name = "tests.recipe"
    label = "recipe"
