-- What stands open in this cluster although it should not, a line each.
select 'database ' || d.datname || ' lets everyone in' as line
from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
where d.datallowconn and a.grantee = 0 and a.privilege_type = 'CONNECT' and d.datname <> all (%(known)s)
union all
select 'database ' || d.datname || ': ' || a.privilege_type || ' to everyone'
from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
where d.datname = current_database() and a.grantee = 0 and a.privilege_type <> 'CONNECT'
union all
select 'language ' || l.lanname || ' to everyone'
from pg_language l, aclexplode(coalesce(l.lanacl, acldefault('l', l.lanowner))) a where l.lanpltrusted and a.grantee = 0
union all
select 'function ' || p.oid::regprocedure || ' to everyone'
from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
where p.pronamespace = 'pg_catalog'::regnamespace and a.grantee = 0
  and (p.proname ~ '^lo_' or p.proname in ('loread', 'lowrite') or p.proname ~ 'advisory' or p.proname = 'pg_logical_emit_message')
union all
select 'role ' || r.rolname || ' may ' || case when r.rolcanlogin then 'log in' else 'do more than it should' end
from pg_roles r
where r.rolname in ('app_owner', 'app_provisioner', 'app_operator', 'app_supervisor', 'app_admin')
  and (r.rolcanlogin or r.rolsuper or r.rolcreatedb or r.rolreplication or r.rolbypassrls or (r.rolcreaterole and r.rolname <> 'app_provisioner'))
union all
select 'login ' || r.rolname || ' may do more than it should'
from pg_roles r join app.people p on p.login = r.rolname
where r.rolsuper or r.rolcreatedb or r.rolcreaterole or r.rolreplication or r.rolbypassrls or r.rolconnlimit < 0
union all
select 'login ' || m.member::regrole::text || ' is a member of ' || m.roleid::regrole::text
from pg_auth_members m
left join app.people p on p.login = m.member::regrole::text
where m.roleid::regrole::text in ('app_owner', 'app_provisioner')
  or (m.roleid::regrole::text in ('app_operator', 'app_supervisor', 'app_admin') and m.member::regrole::text <> 'app_provisioner'
    and not coalesce(case m.roleid::regrole::text
      when 'app_operator' then p.active
      when 'app_supervisor' then p.active and p.role = 'supervisor'
      else p.active and p.role = 'administrator' end, false))
union all
select 'login ' || p.login || ' is removed but may log in' from app.people p join pg_roles r on r.rolname = p.login where not p.active and r.rolcanlogin
union all
select 'setting jit is not off' where not exists (
  select from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase
  where d.datname = current_database() and s.setrole = 0 and 'jit=off' = any (s.setconfig))
order by line
