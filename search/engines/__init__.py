"""Engines that answer queries: one interface (`base`), two engines, and the choice between them (`current`)."""
