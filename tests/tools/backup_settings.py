from cms.settings.test import *  # noqa: F403
from cms.settings.test import env

MEDIA_ROOT = env.str("MEDIA_ROOT")
