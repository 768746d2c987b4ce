-- An index for every question that the REST API can ask, so that a list takes no longer when the log grows. Those of the event
-- log begin with the source: a question that names none is asked of every source (EventSearch), and one that does finds its
-- answer where two columns that are common each have little in common. Every event is in the indexes of its source, subject,
-- type and kind, and in that of its state unless that is APPLIED, which nearly all are.
drop index event_state;
create index event_state on event (source, state, id) where state <> 'APPLIED';
create index event_type on event (source, type, id);
create index event_kind on event (source, kind, id);
create index event_duplicate on event (duplicate_of, id) where duplicate_of is not null;

create index profile_source on profile (source, updated_at, id);
create index media_source on media (source, updated_at, id);
create index document_source on document (source, updated_at, kind, id);
create index video_source on video (source, updated_at, id);
create index account_source on account (source, updated_at, id);

-- A source has few of the reasons; the statistics tell which, or the newest of all rejections would be searched for one it never had.
create index rejection_source_reason on rejection (source, reason, id);
create statistics rejection_reasons (mcv) on source, reason from rejection;
create index rejection_quarantined on rejection (id) where body is not null;

create index audit_at on audit_entry (at, number);

create index alarm_subject on alarm (subject, id);
create index alarm_open on alarm (id) where opened is not null;
