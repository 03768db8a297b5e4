"""The circuit breaker opens on a fault of the rules, not on a few odd records."""

from streams.breaker import IN_A_ROW, OF_LAST, Breaker


def fed(*results: bool) -> Breaker:
    breaker = Breaker()
    for failed in results:
        breaker.count(failed)
    return breaker


def test_twenty_failures_in_a_row_open_it_and_nineteen_do_not() -> None:
    assert fed(*[True] * (IN_A_ROW - 1)).open is None
    assert fed(*[True] * IN_A_ROW).open == "the rules failed on 20 records in a row"


def test_a_record_that_succeeds_ends_the_row() -> None:
    assert fed(*([True] * (IN_A_ROW - 1) + [False])).open is None


def test_one_failure_in_a_hundred_opens_it() -> None:
    rare = [n % 100 == 0 for n in range(OF_LAST)]
    assert "of the last" in (fed(*rare).open or "")


def test_one_failure_in_two_hundred_never_opens_it() -> None:
    assert fed(*[n % 200 == 0 for n in range(20_000)]).open is None
