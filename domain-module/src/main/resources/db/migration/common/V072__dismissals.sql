-- Why an operator ended what was held, failed or quarantined: on the job that ends many, and on a rejection whose body is gone for it.
alter table job add column reason varchar(500);
alter table rejection add column dismissed varchar(500);
