"""The identity of a site: its colours, marks and channels, which are settings, and what is derived from them."""
