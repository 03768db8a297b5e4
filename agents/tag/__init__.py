"""Whether a watch wants an article, and which event it reports."""
