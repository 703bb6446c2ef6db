from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Who signs in to the admin. Ours from the first migration, so that it can grow fields later."""
