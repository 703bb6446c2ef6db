from django.apps import AppConfig


class StockPagesConfig(AppConfig):
    name = "benchmarks.stock_pages"
    label = "stock_pages"
