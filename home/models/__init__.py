from home.news.index_page import NewsIndexPage
from home.news.news_page import NewsPage
from home.news.relations import NewsAuthor, NewsRelation
from home.pages.home_page import HomePage
from home.pages.standard_page import StandardPage

__all__ = ["HomePage", "NewsAuthor", "NewsIndexPage", "NewsPage", "NewsRelation", "StandardPage"]
