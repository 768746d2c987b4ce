-- A Waymark event names its account and the partner's id of that account in its header, and may leave either out. Each
-- keeps the time of the event that set it, so that an event without it does not clear it. Lists filter by both.
alter table video add column account_at timestamp(6) with time zone;
alter table video add column external_at timestamp(6) with time zone;
alter table account add column external_id varchar(255);
alter table account add column external_at timestamp(6) with time zone;

create index video_account on video (source, account_id, updated_at, id);
create index video_external on video (source, external_id, updated_at, id);
create index account_external on account (source, external_id, updated_at, id);
