"""Follow-ups read through damage: what a document states does not change with how it is torn."""

from __future__ import annotations

from hypothesis import given, settings

from tests.documents_of_ours.follow_ups import FollowUp, follow_ups, lines, text
from tests.documents_of_ours.stated import stated


@settings(max_examples=60, deadline=None, derandomize=True)
@given(follow_ups())
def test_undamaged(follow_up: FollowUp) -> None:
    assert stated(text(lines(follow_up))) == follow_up.states()
