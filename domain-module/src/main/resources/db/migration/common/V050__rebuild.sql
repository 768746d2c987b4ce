-- Where a record's history begins: the earliest event that had an effect on it. A record can be rebuilt from the log only
-- while that event is still there. Of records from before this release it is the first event that the log has of them.
alter table profile add column first_event uuid;
alter table media add column first_event uuid;
alter table document add column first_event uuid;
alter table video add column first_event uuid;
alter table account add column first_event uuid;

update profile set first_event = (select e.id from event e where e.subject = profile.id and e.source = profile.source
  and e.kind = 'profile' and e.state in ('APPLIED', 'PENDING', 'FAILED') order by e.id fetch first 1 rows only);
update media set first_event = (select e.id from event e where e.subject = media.id and e.source = media.source
  and e.kind = 'media' and e.state in ('APPLIED', 'PENDING') order by e.id fetch first 1 rows only);
update document set first_event = (select e.id from event e where e.subject = document.id and e.source = document.source
  and e.kind = document.kind and e.state = 'APPLIED' order by e.id fetch first 1 rows only);
update video set first_event = (select e.id from event e where e.subject = video.id and e.source = video.source
  and e.kind = 'video' and e.state = 'APPLIED' order by e.id fetch first 1 rows only);
update account set first_event = (select e.id from event e where e.subject = account.id and e.source = account.source
  and e.kind = 'account' and e.state = 'APPLIED' order by e.id fetch first 1 rows only);

-- The record that a rebuild came to, as text.
alter table job add column place varchar(400);

-- What a rebuild found of records that are not as the log tells, or that the log cannot tell. members is a JSON object with an
-- array of names; it holds no values.
create table rebuild_finding (
  job         uuid         not null,
  number      integer      not null,
  source      varchar(40)  not null,
  kind        varchar(100) not null,
  id          varchar(255) not null,
  outcome     varchar(20)  not null,
  differences integer      not null,
  members     bytea        not null,
  reason      varchar(500),
  primary key (job, number)
);
create index rebuild_finding_record on rebuild_finding (id, kind, source);
