-- Current records, one table a kind. Every record carries the same first columns; what people search is typed, and the
-- provider's whole document lies beside it as the bytes of a JSON object. Times are those of the provider unless the
-- name says otherwise; updated_at is when Callboard last changed the row. Primary keys begin with the id, because H2
-- looks up a list of ids in an index by its first column only.

create table profile (
  source         varchar(40)  not null,
  id             varchar(255) not null,
  state          varchar(10)  not null,
  version        bigint       not null,
  updated_at     timestamp(6) with time zone not null,
  last_event     uuid         not null,
  deleted_at     timestamp(6) with time zone,
  merged_into    varchar(255),
  requested_at   timestamp(6) with time zone,
  tombstone_at   timestamp(6) with time zone,
  document_at    timestamp(6) with time zone,
  first_name     varchar(255),
  last_name      varchar(255),
  gender         varchar(40),
  year_of_birth  integer,
  height         integer,
  search         varchar(1000) not null,
  attributes     bytea        not null,
  primary key (id, source)
);
create index profile_updated on profile (updated_at, source, id);

create table media (
  source           varchar(40)  not null,
  id               varchar(255) not null,
  state            varchar(10)  not null,
  version          bigint       not null,
  updated_at       timestamp(6) with time zone not null,
  last_event       uuid         not null,
  deleted_at       timestamp(6) with time zone,
  title            varchar(1000),
  slug             varchar(1000),
  media_type       varchar(40),
  status           varchar(40),
  is_published     boolean,
  duration_seconds double precision,
  date_created     timestamp(6) with time zone,
  date_updated     timestamp(6) with time zone,
  search           varchar(1000) not null,
  attributes       bytea        not null,
  member_versions  bytea        not null,
  primary key (id, source)
);
create index media_updated on media (updated_at, source, id);

create table document (
  source          varchar(40)  not null,
  kind            varchar(100) not null,
  id              varchar(255) not null,
  state           varchar(10)  not null,
  version         bigint       not null,
  updated_at      timestamp(6) with time zone not null,
  last_event      uuid         not null,
  deleted_at      timestamp(6) with time zone,
  search          varchar(1000) not null,
  attributes      bytea        not null,
  member_versions bytea        not null,
  primary key (id, kind, source)
);
create index document_updated on document (updated_at, source, kind, id);
create index document_kind_updated on document (kind, updated_at, source, id);

create table video (
  source            varchar(40)  not null,
  id                varchar(255) not null,
  state             varchar(10)  not null,
  version           bigint       not null,
  updated_at        timestamp(6) with time zone not null,
  last_event        uuid         not null,
  deleted_at        timestamp(6) with time zone,
  document_at       timestamp(6) with time zone,
  event_at          timestamp(6) with time zone,
  name              varchar(1000),
  template_id       varchar(255),
  account_id        varchar(255),
  external_id       varchar(255),
  is_purchased      boolean,
  created_at        timestamp(6) with time zone,
  search            varchar(1000) not null,
  attributes        bytea        not null,
  primary key (id, source)
);
create index video_updated on video (updated_at, source, id);

-- A render is found by its format; version_at and rendered_at order what is known of it.
create table render (
  source      varchar(40)  not null,
  video_id    varchar(255) not null,
  format      varchar(100) not null,
  status      varchar(40)  not null,
  url         varchar(4000),
  rendered_at timestamp(6) with time zone,
  version_at  timestamp(6) with time zone,
  primary key (video_id, source, format)
);

create table account (
  source        varchar(40)  not null,
  id            varchar(255) not null,
  state         varchar(10)  not null,
  version       bigint       not null,
  updated_at    timestamp(6) with time zone not null,
  last_event    uuid         not null,
  deleted_at    timestamp(6) with time zone,
  event_at      timestamp(6) with time zone,
  first_name    varchar(255),
  last_name     varchar(255),
  email_address varchar(320),
  company_name  varchar(255),
  phone         varchar(100),
  city          varchar(255),
  region        varchar(255),
  search        varchar(1000) not null,
  attributes    bytea        not null,
  primary key (id, source)
);
create index account_updated on account (updated_at, source, id);

-- A thin event asks for a fetch: one row a subject, its counter raised by every event that asks. The counter comes from
-- one sequence, so that a row made anew never looks like the one that a running fetch was claimed from.
create sequence fetch_wanted_seq;
create table fetch_request (
  source     varchar(40)  not null,
  kind       varchar(100) not null,
  id         varchar(255) not null,
  wanted     bigint       not null,
  due_at     timestamp(6) with time zone not null,
  primary key (id, kind, source)
);
create index fetch_request_due on fetch_request (due_at);

-- What happened to records, written in the transaction that did it; the number is taken after the record's lock.
create sequence record_change_seq;
create table record_change (
  seq    bigint       not null primary key,
  kind   varchar(100) not null,
  action varchar(10)  not null,
  source varchar(40)  not null,
  id     varchar(255) not null,
  at     timestamp(6) with time zone not null,
  event  uuid         not null
);
