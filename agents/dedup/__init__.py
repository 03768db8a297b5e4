"""Deduplication: is an article new, seen before, changed, or another outlet's version of a known text?"""
