-- What this schema is, one line for each right, policy, trigger, function, column and constraint. Owners' own rights
-- are left out: they differ between versions of PostgreSQL and give nothing away.
with relations as (
  select c.oid, c.relname, c.relowner, c.relacl, c.relkind, c.relrowsecurity, c.relforcerowsecurity
  from pg_class c where c.relnamespace = to_regnamespace('app') and c.relkind not in ('i', 't')
),
functions as (
  select p.oid, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as signature, p.proowner, p.proacl, p.prosecdef,
    p.proconfig, p.prosrc, p.provolatile
  from pg_proc p where p.pronamespace = to_regnamespace('app')
)
select 'schema ' || n.nspname || ' owned by ' || n.nspowner::regrole::text as line from pg_namespace n where n.nspname = 'app'
union all
select 'schema ' || n.nspname || ': ' || a.privilege_type || ' to ' || a.grantee::regrole::text
from pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
where n.nspname in ('app', 'public') and a.grantee <> n.nspowner and (n.nspname = 'app' or a.grantee = 0)
union all
select 'relation ' || r.relname || ' of kind ' || r.relkind::text || ' owned by ' || r.relowner::regrole::text || ' row security ' || r.relrowsecurity
from relations r
union all
select 'relation ' || r.relname || ': ' || a.privilege_type || ' to ' || a.grantee::regrole::text
from relations r, aclexplode(coalesce(r.relacl, acldefault('r', r.relowner))) a where a.grantee <> r.relowner
union all
select 'column ' || r.relname || '.' || t.attname || ': ' || a.privilege_type || ' to ' || a.grantee::regrole::text
from relations r join pg_attribute t on t.attrelid = r.oid and not t.attisdropped, aclexplode(t.attacl) a where a.grantee <> r.relowner
union all
select 'column ' || r.relname || '.' || t.attname || ' ' || format_type(t.atttypid, t.atttypmod)
  || case when t.attnotnull then ' not null' else '' end || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
from relations r join pg_attribute t on t.attrelid = r.oid and t.attnum > 0 and not t.attisdropped
left join pg_attrdef d on d.adrelid = r.oid and d.adnum = t.attnum
where r.relname <> 'migrations'
union all
select 'constraint ' || r.relname || ' ' || pg_get_constraintdef(k.oid)
from relations r join pg_constraint k on k.conrelid = r.oid and k.contype <> 'n'
union all
select 'index ' || pg_get_indexdef(i.indexrelid) from relations r join pg_index i on i.indrelid = r.oid
union all
select 'policy ' || p.polname || ' on ' || r.relname || ' for ' || p.polcmd::text || case when p.polpermissive then '' else ' restrictive' end
  || ' to ' || (select string_agg(o::regrole::text, ', ' order by o::regrole::text) from unnest(p.polroles) o)
  || ' using ' || coalesce(pg_get_expr(p.polqual, p.polrelid), '-') || ' check ' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '-')
from relations r join pg_policy p on p.polrelid = r.oid
union all
select 'trigger ' || t.tgenabled::text || ' ' || pg_get_triggerdef(t.oid) from relations r join pg_trigger t on t.tgrelid = r.oid and not t.tgisinternal
union all
select 'rule ' || pg_get_ruledef(w.oid) from relations r join pg_rewrite w on w.ev_class = r.oid
union all
select 'function ' || f.signature || ' owned by ' || f.proowner::regrole::text || case when f.prosecdef then ' definer ' else ' invoker ' end
  || f.provolatile::text || ' ' || coalesce(array_to_string(f.proconfig, '; '), '-') || ' ' || left(encode(sha256(convert_to(f.prosrc, 'UTF8')), 'hex'), 16)
from functions f
union all
select 'function ' || f.signature || ': ' || a.privilege_type || ' to ' || case a.grantee when 0 then 'public' else a.grantee::regrole::text end
from functions f, aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) a where a.grantee <> f.proowner
