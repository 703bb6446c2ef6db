"""Public pages are answered from memory until something has changed (decision 15)."""
