from practices.models.concept import Concept
from practices.models.index import PracticeIndexPage
from practices.models.partner import PartnerPage
from practices.models.practice import PracticeFile, PracticeLink, PracticePage

__all__ = ["Concept", "PartnerPage", "PracticeFile", "PracticeIndexPage", "PracticeLink", "PracticePage"]
