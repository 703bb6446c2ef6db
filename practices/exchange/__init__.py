"""Practices in and out: spreadsheets that people keep, files that readers take along."""
