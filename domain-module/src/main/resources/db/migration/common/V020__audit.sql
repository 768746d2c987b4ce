-- Who did what. Each entry's hash covers the one before and a digest of its own details, so that none can be changed, removed
-- or put in between unseen; the details themselves (subject, details and the salt of their digest) can be erased together.
create table audit_entry (
  number  bigint       not null primary key,
  at      timestamp(6) with time zone not null,
  actor   varchar(100) not null,
  address varchar(100) not null,
  action  varchar(60)  not null,
  subject varchar(600),
  details bytea,
  salt    varchar(64),
  digest  varchar(64)  not null,
  hash    varchar(64)  not null
);
create index audit_actor on audit_entry (actor, number);
create index audit_action on audit_entry (action, number);
create index audit_subject on audit_entry (subject, number);

-- The end of the chain, one row; whoever writes an entry holds it. first_number and first_previous are where it begins, which
-- retention moves.
create table audit_chain (
  one            integer     not null primary key,
  first_number   bigint      not null,
  first_previous varchar(64) not null,
  last_number    bigint      not null,
  last_hash      varchar(64) not null
);
