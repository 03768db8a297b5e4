"""Sources: what they give becomes raw articles with fixed ids on `news.raw`."""
