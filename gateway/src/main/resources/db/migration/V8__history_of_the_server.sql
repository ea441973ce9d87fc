-- The history that the server writes: its system identifier and its timeline. A promotion and a restore to a point in time begin
-- another timeline; another server has another identifier. Empty where the server does not permit a role to read it.
create function server_history() returns text language plpgsql stable as $$
declare
    identifier text := '';
    timeline text := '';
begin
    begin
        identifier := (select system_identifier::text from pg_control_system());
    exception when others then
        null;
    end;
    begin
        -- Not from the control file, which has the timeline of the latest checkpoint.
        timeline := left(pg_walfile_name(pg_current_wal_lsn()), 8);
    exception when others then
        null;
    end;
    return identifier || ':' || timeline;
end
$$;
