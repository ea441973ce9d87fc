create table if not exists operation (
    name text primary key,
    revision bigint not null default 1,
    done boolean not null default false,
    metadata jsonb,
    create_time timestamptz not null default now(),
    update_time timestamptz not null default now());
create table if not exists operation_event (
    name text not null,
    revision bigint not null,
    body jsonb not null,
    at timestamptz not null default now(),
    primary key (name, revision));
