from practices.partners.page import PartnerPage
from practices.repository.attachments import PracticeFile, PracticeLink
from practices.repository.index import PracticeIndexPage
from practices.repository.practice import PracticePage
from practices.vocabulary.concept import Concept

__all__ = ["Concept", "PartnerPage", "PracticeFile", "PracticeIndexPage", "PracticeLink", "PracticePage"]
