-- Text search asks for a part of a text anywhere in it; trigrams are an index for that. The extension is trusted: the owner of a
-- database may create it. Without it a search reads the records of a source, for as long as readers may; Callboard says so at
-- its start, and these statements can be run later.
do $$
begin
  create extension if not exists pg_trgm;
exception
  when others then raise notice 'pg_trgm is not there: %', sqlerrm;
end $$;

do $$
declare
  place text;
  name text;
begin
  select n.nspname into place from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  if place is not null then
    foreach name in array array['profile', 'media', 'document', 'video', 'account'] loop
      execute format('create index if not exists %I on %I using gin (search %I.gin_trgm_ops)', name || '_search', name, place);
    end loop;
  end if;
end $$;
