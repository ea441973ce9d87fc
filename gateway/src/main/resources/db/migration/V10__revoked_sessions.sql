-- The sessions that were ended before they expired. The principal is a SHA-256 hash, because its name has no limit. The session is
-- empty for all sessions of the principal that had begun until revoke_time.
create table session_revocation (
    principal bytea not null,
    session text not null,
    revoke_time timestamptz not null default clock_timestamp(),
    expire_time timestamptz not null,
    primary key (principal, session)
);
create index session_revocation_revoke_time on session_revocation (revoke_time);
create index session_revocation_expire_time on session_revocation (expire_time);
