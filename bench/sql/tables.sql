-- The tables of update.sql: one row for each number that pgbench generates, and a log.
create table item (
  name text primary key,
  parent text not null,
  revision bigint not null default 1,
  done boolean not null default false,
  metadata jsonb,
  result jsonb,
  create_time timestamptz not null default now(),
  update_time timestamptz not null default now()
);

create table item_log (
  name text not null,
  revision bigint not null,
  body jsonb not null,
  at timestamptz not null default now(),
  primary key (name, revision)
);

insert into item (name, parent, metadata)
  select 'operations/' || number, '', '{"@type": "types.example.com/Bench", "t": "0"}'
  from generate_series(1, 10000) as number;

analyze item;
