"""Whether a watch wants an article: facts of headline and lead, and what each weighs."""
