"""One row with a text per content language: labels of concepts, texts of the site's settings, words inside facts."""
