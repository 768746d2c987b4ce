-- Events %1$d to %2$d of %3$d, evenly spread in time. Every twentieth event repeats the previous one. Hashes of its number
-- select an event's values: four sources of very different size, each with its own types, kinds and states.
insert into event
select sample_id(i), source, type, kind, subject, type || '|' || subject || '|' || o, sample_time(i), sample_time(i),
  sample_time(i) + interval '20 ms', state, case state when 'FAILED' then 'no id' end, 'body,timestamp', 0, 1,
  case when i %% 20 = 19 then 1 else 0 end, case when i <> o then sample_id(o) end, 'application/json', 430
from (
  select i, o, source, kind, kind || case when t < 700 then '.updated' when t < 990 then '.created' else '.deleted' end as type,
    case when s < 995 then kind || '-' || (cast(o as bigint) * 7919 %% greatest(%3$d / 5, 1)) end as subject,
    case when i <> o then 'DUPLICATE'
      when source = 'filmmakers' and s < 60 then 'PENDING'
      when source = 'mediastream' and s < 20 then 'HELD'
      when source <> 'archive' and s between 60 and 99 then 'IGNORED'
      when source <> 'archive' and s between 100 and 109 then 'FAILED'
      else 'APPLIED' end as state
  from (
    select i, o, source, t, s,
      case source
        when 'filmmakers' then 'profile'
        when 'waymark' then case when k < 900 then 'video' else 'account' end
        when 'mediastream' then case when k < 700 then 'media' when k < 850 then 'show' when k < 998 then 'playlist' else 'moment' end
        else 'note' end as kind
    from (
      select i, o, sample_hash(o, 't') as t, sample_hash(o, 's') as s, sample_hash(o, 'k') as k,
        case when h < 450 then 'filmmakers' when h < 800 then 'mediastream' when h < 998 then 'waymark' else 'archive' end as source
      from (
        select i, o, sample_hash(o, 'h') as h
        from (select i, case when i %% 20 = 0 then i - 1 else i end as o from generate_series(%1$d, %2$d) as i) numbers
      ) hashes
    ) sources
  ) kinds
) meanings;

insert into event_body
select id, '192.0.2.7', convert_to('{"content-type":["application/json"]}', 'UTF8'),
  convert_to('{"type":"' || type || '","data":{"text":"' || repeat(md5(id::text), 11) || '"}}', 'UTF8')
from event where id >= sample_id(%1$d) and id <= sample_id(%2$d) and duplicate_of is null;

insert into delivery_key
select source, sha256(convert_to(delivery_key, 'UTF8')), sha256(convert_to(id::text, 'UTF8')), id, settled_at
from event where id >= sample_id(%1$d) and id <= sample_id(%2$d) and duplicate_of is null and delivery_key is not null;
