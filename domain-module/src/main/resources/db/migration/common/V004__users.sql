-- Callboard's own users; version changes whenever a remembered login must be forgotten.
create table callboard_user (
  name          varchar(100) not null primary key,
  role          varchar(20)  not null,
  salt          bytea        not null,
  password_hash bytea        not null,
  iterations    integer      not null,
  version       bigint       not null,
  created_at    timestamp(6) with time zone not null
);
