-- What waits, failed or is ignored of one kind, however little of it there is.
create index event_state_kind on event (source, state, kind, id) where state <> 'APPLIED';

-- What is quarantined of one source; hardly more than one reason leads there.
create index rejection_quarantined_source on rejection (source, id) where body is not null;
