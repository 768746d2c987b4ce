-- API tokens for machines. Of the token itself there is a SHA-256 alone: it is random and long, so nothing slower is needed.
create table api_token (
  name       varchar(100) not null primary key,
  role       varchar(20)  not null,
  hash       bytea        not null unique,
  created_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null
);
