-- The W3C trace id of the request that made the revision; null without a trace. Updates write to no index.
alter table operation_event add column trace_id uuid;

-- The same for the latest revision. It counts only while trace_revision is the revision of the row: so a statement that sets
-- neither, such as those of an older version, makes a revision without a trace.
alter table operation add column trace_id uuid, add column trace_revision bigint;
