-- Run as app_owner. Bodies and seals are JSON text, byte for byte as their author's program wrote them.

create table app.meta (
  one boolean primary key default true check (one),
  schema_version int not null,
  oldest_client int not null,
  incarnation uuid not null default gen_random_uuid(),
  guide text not null default '',
  created_at timestamptz not null default clock_timestamp()
);

create table app.people (
  login text primary key,
  name text not null check (length(name) between 1 and 120),
  role text not null check (role in ('operator', 'supervisor', 'administrator')),
  site text not null default '' check (length(site) <= 120),
  active boolean not null default true,
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null
);

-- One row. Whoever publishes locks it to the commit, so numbers come in the order of the commits, without gaps.
create table app.feed_head (
  one boolean primary key default true check (one),
  number bigint not null,
  hash text not null,
  digest bit(256) not null
);

create table app.ledger (
  number bigint primary key,
  at timestamptz not null,
  by text not null,
  action text not null,
  subject text not null,
  edition int not null,
  content text not null,
  hash text not null
);

create table app.documents (
  id text primary key check (id ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'),
  kind text not null check (kind ~ '^[a-z_]{1,20}$'),
  external_id text not null default '' check (length(external_id) <= 200),
  status text not null check (status in ('published', 'withdrawn')),
  edition int not null check (edition > 0),
  body text not null check (octet_length(body) <= 262144 and body::json is not null),
  seal text not null check (octet_length(seal) <= 65536 and seal::json is not null),
  updated_at timestamptz not null,
  updated_by text not null,
  withdrawn_reason text not null default '' check (length(withdrawn_reason) <= 4000),
  number bigint not null unique,
  hash text not null
);
create unique index documents_external_id on app.documents (external_id) where external_id <> '';

create table app.revisions (
  id text primary key,
  document_id text not null references app.documents (id),
  base_edition int not null,
  body text not null,
  seal text not null,
  written_at timestamptz not null,
  author text not null,
  note text not null default '' check (length(note) <= 4000)
);
create index revisions_document on app.revisions (document_id, written_at);

create table app.editions (
  document_id text not null references app.documents (id),
  number int not null check (number > 0),
  revision_id text not null references app.revisions (id),
  published_at timestamptz not null,
  published_by text not null,
  note text not null default '',
  urgent boolean not null default false,
  -- Who brought this edition here from a single post; empty when it was published here.
  moved_by text not null default '',
  primary key (document_id, number)
);

-- What must disappear on every post too. Travels in the feed.
create table app.erasures (
  number bigint primary key,
  kind text not null check (kind in ('document', 'call_back', 'events_before')),
  id text not null
);
create index erasures_kind on app.erasures (kind, id);

-- Events. The writer gives `id` and `payload`; a trigger fills the rest from them and from session_user, keeps the
-- SHA-256 of the payload and lets the payload go.
create table app.calls (
  operator text not null default '',
  id text not null,
  site text not null default '',
  arrived_at timestamptz not null default clock_timestamp(),
  payload text not null,
  hash text not null default '',
  started_at timestamptz not null,
  ended_at timestamptz not null check (ended_at >= started_at),
  line text not null,
  language text not null,
  query text not null check (length(query) <= 4000),
  article_id text not null,
  article_edition int not null,
  article_title text not null,
  referred_to text not null,
  referred_name text not null,
  outcome text not null,
  outcome_auto boolean not null,
  need text,
  note text not null check (length(note) <= 10000),
  waiting_seconds int,
  rings int,
  clock_offset_ms int,
  primary key (operator, id)
);
create index calls_site on app.calls (site, started_at);

-- Personal data: the number of a promised call-back lives here and nowhere else.
create table app.call_backs (
  operator text not null default '',
  id text not null,
  site text not null default '',
  arrived_at timestamptz not null default clock_timestamp(),
  payload text not null,
  hash text not null default '',
  call_id text not null,
  number text not null check (number ~ '^[+0-9*#]{0,20}$'),
  due_at timestamptz not null,
  subject text not null check (length(subject) <= 1000),
  done_at timestamptz,
  reached boolean,
  primary key (operator, id),
  check (done_at is null or number = '')
);
create index call_backs_due on app.call_backs (due_at) where number <> '';

create table app.unmet_needs (
  operator text not null default '',
  id text not null,
  site text not null default '',
  arrived_at timestamptz not null default clock_timestamp(),
  payload text not null,
  hash text not null default '',
  query text not null check (length(query) <= 4000),
  at timestamptz not null,
  call_id text not null,
  primary key (operator, id)
);
create index unmet_needs_site on app.unmet_needs (site, at);

create table app.feedback (
  operator text not null default '',
  id text not null,
  site text not null default '',
  arrived_at timestamptz not null default clock_timestamp(),
  payload text not null,
  hash text not null default '',
  document_id text not null,
  edition int not null,
  at timestamptz not null,
  shown text not null,
  comment text not null check (length(comment) <= 10000),
  primary key (operator, id)
);
create index feedback_site on app.feedback (site, at);

create table app.acknowledgements (
  operator text not null default '',
  id text not null,
  site text not null default '',
  arrived_at timestamptz not null default clock_timestamp(),
  payload text not null,
  hash text not null default '',
  document_id text not null,
  edition int not null,
  at timestamptz not null,
  primary key (operator, id)
);
create index acknowledgements_site on app.acknowledgements (site, at);

-- Every other kind of event, whole: what a line, a round of test calls, training and scoring leave behind.
create table app.records (
  operator text not null default '',
  id text not null,
  kind text not null check (kind in ('test_call', 'line_event', 'team_event', 'evaluation')),
  site text not null default '',
  arrived_at timestamptz not null default clock_timestamp(),
  payload text not null,
  hash text not null default '',
  at timestamptz not null,
  content text not null,
  primary key (operator, id)
);
create index records_site on app.records (site, kind, at);

insert into app.meta (schema_version, oldest_client) values (1, 1);
insert into app.feed_head (number, hash, digest) values (0, '', repeat('0', 256)::bit(256));
