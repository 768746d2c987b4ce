-- What settlement remembers beside the event log.

-- The first event of each key; a later one with the same key is its duplicate. Kept longer than every tolerance. The hash
-- comes first because H2 looks up a list in an index by its first column only.
create table delivery_key (
  source      varchar(40) not null,
  key_hash    bytea       not null,
  body_digest bytea       not null,
  event       uuid        not null,
  settled_at  timestamp(6) with time zone not null,
  primary key (key_hash, source)
);
create index delivery_key_settled on delivery_key (settled_at);

-- Which messages of a lane are settled: the ledger finds what is missing from the numbers. One row a message and source;
-- first_event tells two messages of one number apart. Contiguous rows are folded into lane.
create table lane_message (
  run         uuid        not null,
  lane        integer     not null,
  number      bigint      not null,
  first_event uuid        not null,
  source      varchar(40) not null,
  events      integer     not null,
  cumulative  bigint      not null,
  settled_at  timestamp(6) with time zone not null,
  primary key (run, lane, number, first_event, source)
);

create table lane (
  run     uuid        not null,
  lane    integer     not null,
  source  varchar(40) not null,
  through bigint      not null,
  events  bigint      not null,
  primary key (run, lane, source)
);

-- Totals that survive retention, added up once a message.
create table source_total (
  source        varchar(40) not null primary key,
  applied       bigint not null,
  duplicate     bigint not null,
  ignored       bigint not null,
  held          bigint not null,
  pending       bigint not null,
  failed        bigint not null,
  parked        bigint not null,
  rejected      bigint not null,
  last_event    uuid,
  last_event_at timestamp(6) with time zone
);

create table secret_use (
  source       varchar(40) not null,
  secret_index integer     not null,
  uses         bigint      not null,
  last_used_at timestamp(6) with time zone not null,
  primary key (source, secret_index)
);

create table rejection (
  id             uuid        not null primary key,
  at             timestamp(6) with time zone not null,
  source         varchar(40) not null,
  reason         varchar(40) not null,
  detail         varchar(500) not null,
  address        varchar(100) not null,
  content_type   varchar(255),
  size           bigint      not null,
  headers        bytea       not null,
  quarantine_key bytea,
  body           bytea,
  unique (source, quarantine_key)
);
create index rejection_source on rejection (source, id);
create index rejection_reason on rejection (reason, id);
