-- What was erased. The digest, keyed with the one row of erasure_key, keeps a subject from coming back until the erasure is
-- lifted; the subject itself is kept until the last sweep.
create table erasure (
  id           uuid         not null primary key,
  digest       bytea        not null,
  kind         varchar(100) not null,
  source       varchar(40)  not null,
  subject      varchar(255),
  requested_at timestamp(6) with time zone not null,
  requested_by varchar(100) not null,
  finished_at  timestamp(6) with time zone,
  lifted_at    timestamp(6) with time zone
);

create table erasure_key (
  id     integer not null primary key,
  secret bytea   not null
);
