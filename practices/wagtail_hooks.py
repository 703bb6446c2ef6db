"""Wagtail imports this module for hooks; each subject registers its own."""

from wagtail import hooks

from practices.bulk import hooks as bulk_hooks  # noqa: F401
from practices.curation import hooks as curation_hooks  # noqa: F401
from practices.exchange.desk import hooks as import_hooks  # noqa: F401
from practices.exchange.exporting import action as download_action  # noqa: F401
from practices.exchange.exporting.response import serve_as_file
from practices.exchange.vocabulary import hooks as exchange_of_vocabulary_hooks  # noqa: F401
from practices.partners.submitting import submit_for_review
from practices.repository.fact_words import hooks as fact_words_hooks  # noqa: F401
from practices.review import hooks as review_hooks  # noqa: F401
from practices.suggestions import hooks as suggestions_hooks  # noqa: F401
from practices.vocabulary import actions, deletion  # noqa: F401
from practices.vocabulary import hooks as vocabulary_hooks  # noqa: F401

hooks.register("construct_page_action_menu", submit_for_review)
hooks.register("on_serve_page", serve_as_file)
