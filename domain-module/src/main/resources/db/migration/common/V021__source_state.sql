-- Whether what a source sends is applied. It stands in the row of totals, which every settlement updates last: so one that
-- began under another state is told, without a statement of its own.
alter table source_total add column state varchar(10) default 'RUNNING' not null;

-- Events that wait because their source was paused, to be applied in the order of their ids. flag is what the log says of an
-- event beside its state.
create table held_event (
  source varchar(40)  not null,
  id     uuid         not null,
  flag   varchar(500),
  primary key (source, id)
);
