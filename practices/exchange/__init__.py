"""Import and export of practices: spreadsheets for contributors, downloads for readers."""
