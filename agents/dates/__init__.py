"""Date expressions in running text: where they stand, and which day they mean.

`find` goes once over the words of a text. A word that the language's table (`words`) knows looks at its
neighbours in the `row` for what completes it: `months` and years, weekdays and `relative` words; dates
in digits are `numeric`. What the text leaves out is taken from the reference, the day of publication,
as far as that is known (`resolve`).
"""

from agents.dates.find import mentions
from agents.dates.mention import Mention
from agents.dates.resolve import nearest

__all__ = ["Mention", "mentions", "nearest"]
