-- A list of records that names no source is asked of every source (CatalogSearch), whose indexes V060 made; these served it alone.
drop index profile_updated;
drop index media_updated;
drop index document_updated;
drop index video_updated;
drop index account_updated;
