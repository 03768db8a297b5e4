"""Articles by HTTP: `POST /articles`, answered with 202 once the broker has confirmed them."""
