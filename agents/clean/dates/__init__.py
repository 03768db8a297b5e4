"""The dates of an article: found in every place that has one, refused where they cannot be, then weighed.

`page` collects those of a page in the sandbox: JSON-LD (`linked`), `meta` elements, `<time>` and the lines by
the headline (`elements`, `headline`, `labels`), the URL (`address`), and htmldate (`searched`) where none of
them knows a day. `written` reads what somebody wrote, `possible` refuses, `choose` weighs.
"""
