-- Rows are given their number by the table, whichever way they are inserted. Tables are locked in the order of settlement.
alter table fetch_request alter column wanted set default nextval('fetch_wanted_seq');
alter table record_change alter column seq set default nextval('record_change_seq');
