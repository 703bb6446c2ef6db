"""Search in Elasticsearch, fed from the same entries as the database's search."""
