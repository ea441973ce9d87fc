-- :total operations in 1,000 parents, each with one log entry: of 100, 98 are done, 2 of these with an error.
truncate operation, operation_event;
insert into operation
    (name, parent, done, metadata, metadata_type, response, error, error_code, create_time, update_time, end_time, expire_time,
    xid)
select
    'projects/p' || n % 1000 || '/operations/o' || n, 'projects/p' || n % 1000, done,
    json_build_object('@type', type, 'percent', n % 101, 'region', 'r' || n % 20), type,
    case when done and not failed then '{"@type":"types.example.com/Result","rows":1}'::json end,
    case when failed then json_build_object('code', 1 + n % 16, 'message', 'it failed') end,
    case when failed then 1 + n % 16 end,
    now() - (:total - n) * interval '2 s', now() - (:total - n) * interval '2 s' + interval '90 s',
    case when done then now() - (:total - n) * interval '2 s' + interval '90 s' end,
    case when done then now() + interval '30 days' end, pg_current_xact_id()
from (
    select n, (n + n / 1000) % 100 < 98 as done, (n + n / 1000) % 50 = 0 as failed, 'types.example.com/T' || n % 40 as type
    from generate_series(1, :total) as n
) as numbers;
insert into operation_event
    (life, revision, change, name, done, metadata, response, error, create_time, time, xid)
select life, revision, 0, name, done, metadata, response, error, create_time, update_time, xid from operation;
vacuum analyze;
