-- Fetching records from providers' APIs, and reconciling with them.

-- A node looks for the due fetches of one source. attempts counts answers that could not be used, trouble is the last.
alter table fetch_request add column attempts integer default 0 not null;
alter table fetch_request add column trouble varchar(500);
drop index fetch_request_due;
create index fetch_request_due on fetch_request (source, due_at);

-- How many calls a provider may still be sent, by all nodes and for all its sources: permits drip into a bucket.
create table call_quota (
  provider      varchar(40)      not null primary key,
  permits       double precision not null,
  counted_at    timestamp(6) with time zone not null,
  blocked_until timestamp(6) with time zone not null
);

-- What a source's API last said; while it is in trouble one call at a time finds out whether it is over.
create table api_health (
  source          varchar(40) not null primary key,
  failures        integer     not null,
  trouble         varchar(500),
  trouble_since   timestamp(6) with time zone,
  not_before      timestamp(6) with time zone not null,
  last_success_at timestamp(6) with time zone
);

-- A source's reconciliation: good_point is the moment up to which everything is known, next_page where a run that has
-- begun goes on.
create table reconciliation (
  source      varchar(40) not null primary key,
  due_at      timestamp(6) with time zone not null,
  good_point  timestamp(6) with time zone,
  started_at  timestamp(6) with time zone,
  finished_at timestamp(6) with time zone,
  next_page   varchar(4000),
  pages       integer     not null,
  seen        bigint      not null,
  missed      bigint      not null,
  trouble     varchar(500)
);
