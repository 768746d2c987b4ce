-- The event log. Ids are UUIDv7 and so ordered by arrival.
create table event (
  id           uuid         not null primary key,
  source       varchar(40)  not null,
  type         varchar(255),
  kind         varchar(100),
  subject      varchar(255),
  delivery_key varchar(1000),
  occurred_at  timestamp(6) with time zone,
  received_at  timestamp(6) with time zone not null,
  settled_at   timestamp(6) with time zone not null,
  state        varchar(10)  not null,
  cause        varchar(500),
  proven       varchar(100) not null,
  secret_index integer,
  attempts     integer      not null,
  duplicates   integer      not null,
  duplicate_of uuid,
  content_type varchar(255),
  size         integer      not null
);
create index event_source on event (source, id);
create index event_subject on event (subject, id);
create index event_state on event (state, id);

-- Headers as a JSON object and the exact bytes of the body; headers live here to keep the log's rows short.
create table event_body (
  id      uuid  not null primary key,
  address varchar(100) not null,
  headers bytea not null,
  body    bytea not null
);
