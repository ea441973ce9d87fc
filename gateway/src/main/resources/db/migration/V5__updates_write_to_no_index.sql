-- A row can be replaced in place only if no column changes that any index mentions, be it one of few rows. The time of an
-- update was such a column: so each update wrote to every index.
alter table operation
    -- When it was done; null while it runs.
    add column end_time timestamptz;

update operation set end_time = update_time where done;

drop index operation_end_time;
create index operation_end_time on operation (end_time) where end_time is not null;

drop index operation_cancel_requested;
create index operation_cancel_requested on operation (life) where cancel_requested and not done;
