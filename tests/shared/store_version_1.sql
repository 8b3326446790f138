CREATE TABLE documents (
	id VARCHAR(36) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	external_id VARCHAR(200) NOT NULL, 
	status VARCHAR(12) NOT NULL, 
	edition INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	seal TEXT NOT NULL, 
	updated_at DATETIME, 
	updated_by VARCHAR(120) NOT NULL, 
	withdrawn_reason TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE INDEX documents_kind ON documents (kind, status);
CREATE INDEX documents_external_id ON documents (external_id);
CREATE TABLE calls (
	id VARCHAR(36) NOT NULL, 
	operator VARCHAR(120) NOT NULL, 
	started_at DATETIME NOT NULL, 
	ended_at DATETIME NOT NULL, 
	line VARCHAR(120) NOT NULL, 
	language VARCHAR(8) NOT NULL, 
	"query" TEXT NOT NULL, 
	article_id VARCHAR(36) NOT NULL, 
	article_edition INTEGER NOT NULL, 
	article_title TEXT NOT NULL, 
	referred_to VARCHAR(36) NOT NULL, 
	referred_name TEXT NOT NULL, 
	outcome VARCHAR(20) NOT NULL, 
	outcome_auto BOOLEAN NOT NULL, 
	need VARCHAR(20), 
	note TEXT NOT NULL, 
	waiting_seconds INTEGER, 
	rings INTEGER, 
	practice BOOLEAN NOT NULL, 
	clock_offset_ms INTEGER, 
	PRIMARY KEY (id)
);
CREATE INDEX calls_started ON calls (started_at);
CREATE TABLE open_calls (
	id VARCHAR(36) NOT NULL, 
	record TEXT NOT NULL, 
	saved_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE call_backs (
	id VARCHAR(36) NOT NULL, 
	call_id VARCHAR(36) NOT NULL, 
	number VARCHAR(24) NOT NULL, 
	due_at DATETIME NOT NULL, 
	operator VARCHAR(120) NOT NULL, 
	subject TEXT NOT NULL, 
	done_at DATETIME, 
	reached BOOLEAN, 
	PRIMARY KEY (id)
);
CREATE INDEX call_backs_due ON call_backs (done_at, due_at);
CREATE TABLE unmet_needs (
	id VARCHAR(36) NOT NULL, 
	"query" TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	call_id VARCHAR(36) NOT NULL, 
	operator VARCHAR(120) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE INDEX unmet_needs_at ON unmet_needs (at);
CREATE TABLE feedback (
	id VARCHAR(36) NOT NULL, 
	document_id VARCHAR(36) NOT NULL, 
	edition INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	operator VARCHAR(120) NOT NULL, 
	shown TEXT NOT NULL, 
	comment TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE acknowledgements (
	id VARCHAR(36) NOT NULL, 
	document_id VARCHAR(36) NOT NULL, 
	edition INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	operator VARCHAR(120) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE outbox (
	number INTEGER NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	payload TEXT NOT NULL, 
	written_at DATETIME NOT NULL, 
	sent_at DATETIME, 
	refused TEXT NOT NULL, 
	PRIMARY KEY (number)
);
CREATE UNIQUE INDEX outbox_row ON outbox (kind, id);
CREATE TABLE facts (
	name VARCHAR(60) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TABLE revisions (
	id VARCHAR(36) NOT NULL, 
	document_id VARCHAR(36) NOT NULL, 
	base_edition INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	seal TEXT NOT NULL, 
	written_at DATETIME NOT NULL, 
	author VARCHAR(120) NOT NULL, 
	note TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(document_id) REFERENCES documents (id)
);
CREATE INDEX revisions_document ON revisions (document_id, written_at);
CREATE TABLE editions (
	document_id VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	revision_id VARCHAR(36) NOT NULL, 
	published_at DATETIME NOT NULL, 
	published_by VARCHAR(120) NOT NULL, 
	note TEXT NOT NULL, 
	urgent BOOLEAN NOT NULL, 
	PRIMARY KEY (document_id, number), 
	FOREIGN KEY(document_id) REFERENCES documents (id), 
	FOREIGN KEY(revision_id) REFERENCES revisions (id)
);
PRAGMA user_version = 1;
