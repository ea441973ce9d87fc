-- Since when the gateway has kept watch over leases without a break: time in which no producer could be heard counts
-- against none.
alter table gateway
    add column watched_since timestamptz not null default clock_timestamp(),
    add column watched_until timestamptz not null default clock_timestamp();

alter table operation
    -- How long a producer may be silent; null for any time. And when it was given, or renewed, last, plus that.
    add column lease             interval,
    add column lease_expire_time timestamptz,
    -- When the operation fails if it still runs; null for never.
    add column deadline          timestamptz,
    -- When to look whether its time is up; null if it never will be. To renew a lease leaves it, so that heartbeats and
    -- updates write to no index: it is put off when somebody looks.
    add column wake_time         timestamptz,
    -- How long it is kept once it is done, and until when that is.
    add column ttl               interval not null default '30 days',
    add column expire_time       timestamptz;

update operation set expire_time = update_time + ttl where done;

create index operation_wake_time on operation (wake_time) where wake_time is not null;
create index operation_expire_time on operation (expire_time) where expire_time is not null;
