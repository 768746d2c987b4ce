create table if not exists event (
  id uuid primary key,
  type text not null,
  subject text not null,
  created_at timestamptz not null,
  received_at timestamptz not null,
  headers text not null,
  body bytea not null,
  unique (type, subject, created_at)
);

create table if not exists profile (
  id text primary key,
  state text not null,
  updated_at timestamptz not null,
  last_event uuid not null
);
