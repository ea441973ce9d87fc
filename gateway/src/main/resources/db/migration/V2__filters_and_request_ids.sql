-- What filters usually ask for, out of payloads that the database only keeps; and requests that may come twice.
alter table operation
    -- The type of the metadata: its @type.
    add column metadata_type text collate "C",
    -- The code of the error; null unless it failed.
    add column error_code    integer,
    -- The requestId that the operation was created with, and a hash of what was asked for.
    add column request_id    text collate "C",
    add column request_hash  bytea;

update operation
set metadata_type = case when metadata::text not like '%\\u0000%' then metadata ->> '@type' end,
    error_code = case when error::text not like '%\\u0000%' then (error ->> 'code')::integer end
where metadata is not null or error is not null;

-- The log knows of each state all that a filter may ask for.
alter table operation_event
    add column create_time      timestamptz,
    add column cancel_requested boolean not null default false;

update operation_event as entry
set create_time = (select min(time) from operation_event where life = entry.life);

alter table operation_event alter column create_time set not null;

-- Pages of what a filter selects, newest first. None of these columns changes while an operation runs, unless the type of
-- its metadata does: so an update writes to the table and to no index.
create index operation_running on operation (life) where not done;
create index operation_done on operation (life) where done;
create index operation_metadata_type on operation (metadata_type, life);
create index operation_error_code on operation (error_code, life) where error_code is not null;
create index operation_create_time on operation (create_time);
create index operation_end_time on operation (update_time) where done;

-- A request counts once for its parent.
create unique index operation_request_id on operation (parent, request_id) where request_id is not null;
