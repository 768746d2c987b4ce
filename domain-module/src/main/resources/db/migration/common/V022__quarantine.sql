-- The event that a quarantined delivery became when it was accepted after all; its body is then kept with the event.
alter table rejection add column event uuid;
