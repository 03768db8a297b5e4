"""The news side of détente: one folder a stage, each a thin agent.py over pure modules."""
