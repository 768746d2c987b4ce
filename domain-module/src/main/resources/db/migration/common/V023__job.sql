-- What operators ask for that takes longer than a request. Nodes claim a job until due_at, do a part of it, and write down how
-- far they came, if nobody else did so meanwhile; last is the id that they came to.
create table job (
  id          uuid         not null primary key,
  kind        varchar(20)  not null,
  state       varchar(10)  not null,
  filter      bytea        not null,
  force       boolean      not null,
  dry_run     boolean      not null,
  asked_by    varchar(100) not null,
  asked_at    timestamp(6) with time zone not null,
  finished_at timestamp(6) with time zone,
  due_at      timestamp(6) with time zone not null,
  claim       bigint       not null,
  last        uuid,
  examined    bigint       not null,
  applied     bigint       not null,
  unchanged   bigint       not null,
  pending     bigint       not null,
  skipped     bigint       not null,
  no_body     bigint       not null,
  failed      bigint       not null
);
create index job_due on job (state, due_at);
