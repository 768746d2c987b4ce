-- The event log, partitioned by id, that is by time (ids are UUIDv7). What has no partition of its own lies in the default
-- one; Partitions makes the coming ones ahead of time.
create table event (
  id           uuid         not null,
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
  size         integer      not null,
  primary key (id)
) partition by range (id);
create index event_source on event (source, id);
create index event_subject on event (subject, id);
create index event_state on event (state, id) where state <> 'APPLIED';
create table event_default partition of event default;

create table event_body (
  id      uuid  not null,
  address varchar(100) not null,
  headers bytea not null,
  body    bytea not null,
  primary key (id)
) partition by range (id);
create table event_body_default partition of event_body default;
