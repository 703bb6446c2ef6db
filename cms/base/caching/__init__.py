"""Public pages are served from memory until something changes (ADR 16)."""
