from masthead.coordination.bursts import HOUR, Usual, busiest, usual


def test_an_hour_far_above_the_sites_own_hours_is_a_burst() -> None:
    quiet = usual([(page, hour * HOUR) for page in range(9) for hour in range(9)])
    assert quiet.is_burst(12)
    assert not quiet.is_burst(3)


def test_a_site_that_is_always_busy_has_no_burst_at_the_same_number() -> None:
    busy = usual([(page, 60.0 * n) for page in range(9) for n in range(page * 5 + 5)])
    assert not busy.is_burst(12)


def test_a_site_without_comments_has_nothing_usual() -> None:
    assert usual([]) == Usual()


def test_the_busiest_hour_need_not_begin_with_the_clock() -> None:
    assert busiest([0.0, 3000.0, 3500.0, 3700.0, 9000.0]) == 3
