-- What waits, failed or is ignored of one kind, however little of it there is.
create index event_state_kind on event (source, state, kind, id) where state <> 'APPLIED';
