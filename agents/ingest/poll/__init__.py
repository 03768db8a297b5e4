"""Following sources: when each is asked, what is new in it, and how it does."""
