"""The tables. Only migrations and their test import this (SQLAlchemy costs half a second that a start cannot spare);
store.py speaks plain SQL to the same names."""

import sqlalchemy as sa

metadata = sa.MetaData()

event = sa.Table(
    "event",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("stream", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("device", sa.Text, nullable=False),
    sa.Column("command_id", sa.Text),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    # the whole concurrency control: two decisions on the same version cannot both be recorded
    sa.UniqueConstraint("stream", "version", name="uq_event_stream_version"),
)
sa.Index("ix_event_command", event.c.command_id)

answer = sa.Table(
    "answer",
    metadata,
    sa.Column("command_id", sa.Text, primary_key=True),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
)

visit = sa.Table(
    "visit",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("on_date", sa.Text, nullable=False),
    sa.Column("is_open", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
sa.Index("ix_visit_open", visit.c.is_open)
sa.Index("ix_visit_on_date", visit.c.on_date)
sa.Index("ix_visit_number", visit.c.number)

booking = sa.Table(
    "booking",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("on_date", sa.Text, nullable=False),
    sa.Column("source_uid", sa.Text),
    sa.Column("phone", sa.Text),
    sa.Column("customer", sa.Integer),
    sa.Column("body", sa.Text, nullable=False),
)
sa.Index("ix_booking_on_date", booking.c.on_date)
sa.Index("ix_booking_source_uid", booking.c.source_uid)
sa.Index("ix_booking_phone", booking.c.phone)
sa.Index("ix_booking_customer", booking.c.customer)

staff = sa.Table(
    "staff",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)

device = sa.Table(
    "device",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("token_hash", sa.Text, nullable=False, unique=True),
    sa.Column("is_revoked", sa.Boolean, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)

pairing = sa.Table(
    "pairing",
    metadata,
    sa.Column("code_hash", sa.Text, primary_key=True),
    sa.Column("is_open", sa.Boolean, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)

call = sa.Table(
    "call",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("is_open", sa.Boolean, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
sa.Index("ix_call_open", call.c.is_open)

customer = sa.Table(
    "customer",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("phone", sa.Text),
    sa.Column("is_living", sa.Boolean, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
sa.Index("ix_customer_phone", customer.c.phone)

concern = sa.Table(
    "concern",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("visit", sa.Integer, nullable=False),
    sa.Column("customer", sa.Integer),
    sa.Column("is_open", sa.Boolean, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
sa.Index("ix_concern_open", concern.c.is_open)
sa.Index("ix_concern_customer", concern.c.customer)

feedback = sa.Table(
    "feedback",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("on_date", sa.Text, nullable=False),
    sa.Column("visit", sa.Integer),
    sa.Column("body", sa.Text, nullable=False),
)
sa.Index("ix_feedback_on_date", feedback.c.on_date)

turn = sa.Table(
    "turn",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("on_date", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
sa.Index("ix_turn_on_date", turn.c.on_date)

absence = sa.Table(
    "absence",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("last_date", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)

badge = sa.Table(
    "badge",
    metadata,
    sa.Column("staff", sa.Text, primary_key=True),
    sa.Column("code_hash", sa.Text),
    sa.Column("body", sa.Text, nullable=False),
)

override = sa.Table(
    "override",
    metadata,
    sa.Column("section", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)

room_state = sa.Table(
    "room_state",
    metadata,
    sa.Column("room", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)

redaction = sa.Table(
    "redaction",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("hash", sa.Text, nullable=False),
)

album = sa.Table(
    "album",
    metadata,
    sa.Column("booking", sa.Text, primary_key=True),
    sa.Column("is_live", sa.Boolean, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)

photo = sa.Table(
    "photo",
    metadata,
    sa.Column("booking", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("look", sa.Text, nullable=False),
    sa.Column("taken_at", sa.Text),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("width", sa.Integer, nullable=False),
    sa.Column("height", sa.Integer, nullable=False),
    sa.Column("has_four_k", sa.Boolean, nullable=False),
    sa.Column("is_gone", sa.Boolean, nullable=False),
    sa.Column("dhash", sa.Text),
    sa.Column("camera", sa.Text),
    sa.Column("camera_body", sa.Text),
)

photo_file = sa.Table(
    "photo_file",
    metadata,
    sa.Column("path", sa.Text, primary_key=True),
    sa.Column("booking", sa.Text, nullable=False),
    sa.Column("photo", sa.Text),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("mtime_ns", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("reason", sa.Text),
)
sa.Index("ix_photo_file_booking", photo_file.c.booking)

presentation = sa.Table(
    "presentation",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("booking", sa.Text, nullable=False),
    sa.Column("is_open", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
sa.Index("ix_presentation_open", presentation.c.is_open)

# The ballot box of a reveal: rows that nobody is told of and no event names, until the pass is over.
heart = sa.Table(
    "heart",
    metadata,
    sa.Column("presentation", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("photo", sa.Text, primary_key=True),
    sa.Column("taps", sa.Integer, nullable=False),
)

selection = sa.Table(
    "selection",
    metadata,
    sa.Column("booking", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("touched_on", sa.Text, nullable=False),
    sa.Column("is_confirmed", sa.Boolean, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)

seen = sa.Table(
    "seen",
    metadata,
    sa.Column("device", sa.Text, primary_key=True),
    sa.Column("at", sa.Text, nullable=False),
)
