"""Job 3 by a client that was generated from the description of the API, in another language than the server's:
a supervisee signs in, finds a slot, books it, reads the booking and cancels it."""

import os
import uuid
from datetime import UTC, datetime, timedelta

from alongside_client import AuthenticatedClient, Client
from alongside_client.api.bookings import book_slot, cancel_booking, list_own_bookings, list_slots, read_booking
from alongside_client.api.sign_ins import sign_in
from alongside_client.models import BookingBody, BookingView, ProblemBody, SignInBody, AtVersion

URL = os.environ["ALONGSIDE_URL"]
NOBODY = uuid.UUID("01900000-0000-7000-8000-000000000000")


def signed_in() -> AuthenticatedClient:
    body = SignInBody(email="supervisee@demo.alongside.test", password="two-people-one-road")
    answer = sign_in.sync(client=Client(base_url=URL, raise_on_unexpected_status=True), body=body)
    return AuthenticatedClient(base_url=URL, token=answer.access_token, raise_on_unexpected_status=True)


def slots(client):
    """Every slot that the member may choose from, page by page."""
    after = None
    while True:
        page = list_slots.sync(client=client, limit=20, **({"after": after} if after else {}))
        yield from page.items
        after = page.next_
        if not after:
            return


def main() -> None:
    client = signed_in()
    offered = list(slots(client))
    # One that can still be cancelled, at whatever hour this runs: that ends a day before the start.
    soon = datetime.now(UTC) + timedelta(days=2)
    free = next(slot for slot in offered if slot.verdict.bookable and slot.starts_at > soon)
    held = next(slot for slot in offered if not slot.verdict.bookable)

    key = str(uuid.uuid4())
    booking = book_slot.sync(free.slot_id, client=client, body=BookingBody(), idempotency_key=key)
    assert isinstance(booking, BookingView), booking
    assert booking.slot.slot_id == free.slot_id and any(one.allowed for one in booking.may if one.code == "cancel")
    again = book_slot.sync(free.slot_id, client=client, body=BookingBody(), idempotency_key=key)
    assert again.id == booking.id, "sent again with the same key, it is the same booking"

    assert booking.id in [own.id for own in list_own_bookings.sync(client=client).items]
    assert read_booking.sync(booking.id, client=client).state == booking.state

    # What is refused comes as a problem with its reasons, as it is described.
    refused = book_slot.sync(held.slot_id, client=client, body=BookingBody())
    assert isinstance(refused, ProblemBody) and refused.status == 409, refused
    assert {reason.code for reason in refused.reasons} == {reason.code for reason in held.verdict.reasons}, refused
    assert read_booking.sync(NOBODY, client=client).code == "not_found"

    stale = cancel_booking.sync(booking.id, client=client, body=AtVersion(version=booking.version + 1))
    assert stale.code == "stale_version", stale
    cancelled = cancel_booking.sync(booking.id, client=client, body=AtVersion(version=booking.version))
    assert cancelled.state == "cancelled", cancelled
    assert read_booking.sync(booking.id, client=client).state == "cancelled"
    print("A client generated from the description booked a slot, read the booking and cancelled it.")


main()
