"""Reading what a source gave: feeds, sitemaps and pages as entries."""
