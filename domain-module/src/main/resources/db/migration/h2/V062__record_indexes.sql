-- A list of records is asked of one source or of every one in turn (CatalogSearch).
create index profile_source on profile (source, updated_at, id);
create index media_source on media (source, updated_at, id);
create index document_source on document (source, updated_at, kind, id);
create index video_source on video (source, updated_at, id);
create index account_source on account (source, updated_at, id);

drop index profile_updated;
drop index media_updated;
drop index document_updated;
drop index video_updated;
drop index account_updated;
