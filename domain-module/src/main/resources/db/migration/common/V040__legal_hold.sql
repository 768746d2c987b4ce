-- Whose events and bodies retention spares and erasure refuses.
create table legal_hold (
  source  varchar(40)  not null,
  kind    varchar(100) not null,
  id      varchar(255) not null,
  held_at timestamp(6) with time zone not null,
  held_by varchar(100) not null,
  primary key (id, kind, source)
);
