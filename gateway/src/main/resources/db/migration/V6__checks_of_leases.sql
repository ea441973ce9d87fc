-- When operations have to be checked for an expired lease or deadline. A renewed lease is checked about once in its
-- length, and moving the time of a check writes to this small table only: in the table of operations it would add an entry
-- to each of its indexes.
create table operation_check (
    check_time timestamptz not null,
    -- Operations that are checked together: one when it is created, up to a hundred after a check.
    lives      bigint[] not null
);
create index operation_check_time on operation_check (check_time);

insert into operation_check (check_time, lives)
select least(deadline, lease_expire_time), array[life]
from operation
where not done and coalesce(deadline, lease_expire_time) is not null;

drop index operation_wake_time;
alter table operation drop column wake_time;

-- Every running operation with a lease or a deadline has a check that is not later than both: so a check is added when the
-- operation is created, and when its lease begins or is shortened. A renewal adds none.
create function add_operation_check() returns trigger language plpgsql as $$
begin
    insert into operation_check (check_time, lives)
    values (least(new.deadline, new.lease_expire_time), array[new.life]);
    return null;
end
$$;

create trigger operation_created after insert on operation for each row
    when (coalesce(new.deadline, new.lease_expire_time) is not null)
    execute function add_operation_check();

create trigger operation_lease_shortened after update of lease_expire_time on operation for each row
    when (new.lease_expire_time < coalesce(old.lease_expire_time, 'infinity'))
    execute function add_operation_check();
