-- Entries that the law erases are named in a later entry, so that one erased by hand is told from them. Those of before are not
-- named: up to this number an erased entry is taken on trust, if it is of a kind that names a record.
alter table audit_chain add column named_after bigint default 0 not null;
update audit_chain set named_after = last_number;

-- Who made a token; null for those of before.
alter table api_token add column created_by varchar(100);
