-- Jobs are listed by kind, newest first.
create index job_list on job (kind, asked_at, id);
