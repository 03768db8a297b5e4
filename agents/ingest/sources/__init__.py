"""The definitions of sources: files, OPML, and the catalogue that ships."""
