CREATE TABLE absence (
	id INTEGER NOT NULL, 
	last_date TEXT NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE album (
	booking TEXT NOT NULL, 
	is_live BOOLEAN NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (booking)
);

CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE answer (
	command_id TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	status INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (command_id)
);

CREATE TABLE badge (
	staff TEXT NOT NULL, 
	code_hash TEXT, 
	body TEXT NOT NULL, 
	PRIMARY KEY (staff)
);

CREATE TABLE booking (
	number INTEGER NOT NULL, 
	on_date TEXT NOT NULL, 
	source_uid TEXT, 
	phone TEXT, 
	customer INTEGER, 
	body TEXT NOT NULL, 
	PRIMARY KEY (number)
);

CREATE TABLE call (
	id INTEGER NOT NULL, 
	is_open BOOLEAN NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE concern (
	id INTEGER NOT NULL, 
	visit INTEGER NOT NULL, 
	customer INTEGER, 
	is_open BOOLEAN NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE customer (
	id INTEGER NOT NULL, 
	phone TEXT, 
	is_living BOOLEAN NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE device (
	id TEXT NOT NULL, 
	token_hash TEXT NOT NULL, 
	is_revoked BOOLEAN NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (token_hash)
);

CREATE TABLE event (
	seq INTEGER NOT NULL, 
	stream TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	type TEXT NOT NULL, 
	body TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	device TEXT NOT NULL, 
	command_id TEXT, 
	at TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	CONSTRAINT uq_event_stream_version UNIQUE (stream, version)
);

CREATE TABLE feedback (
	id INTEGER NOT NULL, 
	on_date TEXT NOT NULL, 
	visit INTEGER, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE heart (
	presentation INTEGER NOT NULL, 
	person TEXT NOT NULL, 
	photo TEXT NOT NULL, 
	taps INTEGER NOT NULL, 
	PRIMARY KEY (presentation, person, photo)
);

CREATE TABLE override (
	section TEXT NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (section)
);

CREATE TABLE pairing (
	code_hash TEXT NOT NULL, 
	is_open BOOLEAN NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (code_hash)
);

CREATE TABLE photo (
	booking TEXT NOT NULL, 
	id TEXT NOT NULL, 
	look TEXT NOT NULL, 
	taken_at TEXT, 
	name TEXT NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	has_four_k BOOLEAN NOT NULL, 
	is_gone BOOLEAN NOT NULL, 
	dhash TEXT, 
	camera TEXT, 
	camera_body TEXT, 
	PRIMARY KEY (booking, id)
);

CREATE TABLE photo_file (
	path TEXT NOT NULL, 
	booking TEXT NOT NULL, 
	photo TEXT, 
	size INTEGER NOT NULL, 
	mtime_ns INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	reason TEXT, 
	PRIMARY KEY (path)
);

CREATE TABLE presentation (
	id INTEGER NOT NULL, 
	booking TEXT NOT NULL, 
	is_open BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE redaction (
	seq INTEGER NOT NULL, 
	hash TEXT NOT NULL, 
	PRIMARY KEY (seq)
);

CREATE TABLE room_state (
	room TEXT NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (room)
);

CREATE TABLE seen (
	device TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (device)
);

CREATE TABLE selection (
	booking INTEGER NOT NULL, 
	touched_on TEXT NOT NULL, 
	is_confirmed BOOLEAN NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (booking)
);

CREATE TABLE staff (
	id TEXT NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE turn (
	id INTEGER NOT NULL, 
	on_date TEXT NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE visit (
	id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	on_date TEXT NOT NULL, 
	is_open BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id)
);

CREATE INDEX ix_booking_customer ON booking (customer);

CREATE INDEX ix_booking_on_date ON booking (on_date);

CREATE INDEX ix_booking_phone ON booking (phone);

CREATE INDEX ix_booking_source_uid ON booking (source_uid);

CREATE INDEX ix_call_open ON call (is_open);

CREATE INDEX ix_concern_customer ON concern (customer);

CREATE INDEX ix_concern_open ON concern (is_open);

CREATE INDEX ix_customer_phone ON customer (phone);

CREATE INDEX ix_event_command ON event (command_id);

CREATE INDEX ix_feedback_on_date ON feedback (on_date);

CREATE INDEX ix_photo_file_booking ON photo_file (booking);

CREATE INDEX ix_presentation_open ON presentation (is_open);

CREATE INDEX ix_turn_on_date ON turn (on_date);

CREATE INDEX ix_visit_number ON visit (number);

CREATE INDEX ix_visit_on_date ON visit (on_date);

CREATE INDEX ix_visit_open ON visit (is_open);

CREATE TRIGGER event_is_append_only_DELETE BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER event_is_append_only_UPDATE BEFORE UPDATE ON event
WHEN NOT EXISTS (SELECT 1 FROM redaction WHERE redaction.seq = OLD.seq)
  OR NEW.seq <> OLD.seq OR NEW.stream <> OLD.stream OR NEW.version <> OLD.version OR NEW.type <> OLD.type
  OR NEW.actor <> OLD.actor OR NEW.device <> OLD.device OR NEW.at <> OLD.at OR NEW.hash <> OLD.hash
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

INSERT INTO alembic_version (version_num) VALUES ('0006');
