-- The other rows of a log of %3$d events: records, rejections, audit entries, pending fetches and jobs.
insert into source_total
select source, 1, 1, 1, 1, 1, 1, 0, 1 from unnest(array['archive', 'filmmakers', 'mediastream', 'waymark']) as source;

insert into profile (source, id, state, version, updated_at, last_event, search, attributes)
select case when i %% 1000 = 0 then 'archive' else 'filmmakers' end, 'profile-' || i, case when i %% 10 = 0 then 'DELETED' else 'CURRENT' end,
  1, sample_time(i * 10), sample_id(i * 10), 'anna number ' || md5(i::text), '{}'
from generate_series(1, %3$d / 10) as i;

insert into media (source, id, state, version, updated_at, last_event, search, attributes, member_versions)
select case when i %% 1000 = 0 then 'archive' else 'mediastream' end, 'media-' || i, case when i %% 10 = 0 then 'DELETED' else 'CURRENT' end,
  1, sample_time(i * 10), sample_id(i * 10), 'film number ' || md5(i::text), '{}', '{}'
from generate_series(1, %3$d / 20) as i;

insert into document (source, kind, id, state, version, updated_at, last_event, search, attributes, member_versions)
select case when i %% 1000 = 0 then 'archive' else 'mediastream' end, case when i %% 500 = 0 then 'moment' when i %% 2 = 0 then 'show' else 'playlist' end,
  'document-' || i, case when i %% 10 = 0 then 'DELETED' else 'CURRENT' end,
  1, sample_time(i * 10), sample_id(i * 10), 'show number ' || md5(i::text), '{}', '{}'
from generate_series(1, %3$d / 20) as i;

insert into video (source, id, state, version, updated_at, last_event, search, attributes)
select case when i %% 1000 = 0 then 'archive' else 'waymark' end, 'video-' || i, 'CURRENT',
  1, sample_time(i * 10), sample_id(i * 10), 'spot number ' || md5(i::text), '{}'
from generate_series(1, %3$d / 20) as i;

insert into render (source, video_id, format, status)
select source, id, 'email', 'succeeded' from video;

insert into account (source, id, state, version, updated_at, last_event, search, attributes)
select case when i %% 1000 = 0 then 'archive' else 'waymark' end, 'account-' || i, 'CURRENT',
  1, sample_time(i * 10), sample_id(i * 10), 'company number ' || md5(i::text), '{}'
from generate_series(1, %3$d / 20) as i;

insert into fetch_request (source, kind, id, wanted, due_at)
select 'filmmakers', 'profile', 'profile-' || i, nextval('fetch_wanted_seq'), sample_time(i * 10) from generate_series(1, %3$d / 20) as i;

insert into held_event (source, id) select source, id from event where source = 'mediastream' and state = 'HELD';

insert into rejection (id, at, source, reason, detail, address, size, headers, quarantine_key, body)
select sample_id(i), sample_time(i), case when i %% 1000 = 0 then 'archive' when i %% 2 = 0 then 'filmmakers' else 'waymark' end,
  case when i %% 500 = 0 then 'signature-stale' when i %% 2 = 0 then 'signature-mismatch' else 'signature-malformed' end, '', '192.0.2.7', 430, '{}',
  case when i %% 500 = 0 then sha256(convert_to(i::text, 'UTF8')) end, case when i %% 500 = 0 then convert_to('{}', 'UTF8') end
from (select n * (%3$d / %4$d) as i from generate_series(1, %4$d) as n) numbers;

insert into audit_entry (number, at, actor, address, action, subject, digest, hash)
select i, sample_time(i * (%3$d / %4$d)), case when i %% 1000 = 0 then 'eve' else 'ann' end, '192.0.2.7',
  case when i %% 500 = 0 then 'source.paused' else 'event.replayed' end, 'thing-' || (i / 5), '', ''
from generate_series(1, %4$d) as i;

insert into job (id, kind, state, filter, force, dry_run, asked_by, asked_at, due_at, claim, examined, applied, unchanged, pending, skipped, no_body, failed)
select sample_id(i), 'REPLAY', case when i %% 500 = 0 then 'WAITING' else 'DONE' end, '{}', false, false, 'ann', sample_time(i), sample_time(i), 0,
  0, 0, 0, 0, 0, 0, 0
from generate_series(1, %4$d) as i;

insert into alarm (kind, subject, detail, opened, raised_at)
select 'source-silent', case when i %% 1000 = 0 then 'archive' else 'waymark' end, '', case when i %% 500 = 0 then 'alarm ' || i end, sample_time(i)
from generate_series(1, %4$d) as i;
