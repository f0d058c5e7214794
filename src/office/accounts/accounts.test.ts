import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anApi } from '../../../test/support/api.ts';
import { ENGINES } from '../../../test/support/register.ts';

const PASSWORD = 'four plain words here';

describe.each(ENGINES)('accounts, %s', (engine) => {
  test('an account comes to a role by two persons, and every step is in the log without a name', async (context) => {
    const { http, person, office } = await anApi(context, engine);
    const [admin, other, supervisor] = [await person(['administrator']), await person(['administrator']), await person(['supervisor'])];
    const { account } = (await http(admin, 'POST /v1/accounts', { body: { login: 'Dulma', name: 'D. Dulma' } })).json;
    const { code } = (await http(admin, `POST /v1/accounts/${account}/invitations`)).json;
    expect((await http(null, 'POST /v1/invitations', { body: { code, password: PASSWORD } })).status).toBe(200);
    const { token } = (await http(null, 'POST /v1/session', { body: { login: 'dulma', password: PASSWORD } })).json;
    const dulma = { account: String(account), bearer: String(token) };
    expect((await http(dulma, 'GET /v1/workers')).status).toBe(403);

    const proposed = await http(admin, `POST /v1/accounts/${account}/roles`, { body: { role: 'permit-officer' } });
    expect(proposed).toMatchObject({ status: 202, headers: { location: `/v1/proposals/${proposed.json.proposal}` } });
    const approve = { body: { contentHash: proposed.json.contentHash } };
    const address = `POST /v1/proposals/${proposed.json.proposal}/approvals`;
    expect((await http(admin, address, approve)).json.code).toBe('access.author-cannot-approve');
    expect((await http(dulma, address, approve)).status).toBe(403);
    expect((await http(supervisor, address, approve)).json).toMatchObject({ status: 'approved' });
    expect((await http(dulma, 'GET /v1/workers')).status).toBe(200);
    expect((await http(admin, `POST /v1/accounts/${account}/roles`, { body: { role: 'permit-officer' } })).json.code).toBe(
      'access.role-refused',
    );

    const end = { body: { role: 'permit-officer', reason: 'Moved on.' } };
    expect((await http(other, `POST /v1/accounts/${account}/role-ends`, end)).status).toBe(200);
    expect((await http(dulma, 'GET /v1/workers')).status).toBe(403);
    expect((await http(other, `POST /v1/accounts/${account}/exclusions`, { body: { reason: 'Left.' } })).status).toBe(200);
    expect((await http(dulma, 'GET /v1/me')).status).toBe(401);
    const own = await http(other, `POST /v1/accounts/${other.account}/exclusions`, { body: { reason: 'A slip.' } });
    expect(own.json.code).toBe('register.not-in-this-state');

    const { rows } = await sql<{ kind: string; body: string }>`
      select kind, body from log_event where record_kind = 'account' order by leaf`.execute(office.store.db);
    expect(rows.map(({ kind }) => kind)).toEqual([
      'account-made',
      'account-invited',
      'invitation-accepted',
      'role-granted',
      'role-ended',
      'account-disabled',
    ]);
    expect(rows.map(({ body }) => body).join('')).not.toMatch(/ulma/);
  });

  test('nobody approves a role for themselves', async (context) => {
    const { http, person } = await anApi(context, engine);
    const [admin, supervisor] = [await person(['administrator']), await person(['supervisor'])];
    const { proposal, contentHash } = (
      await http(admin, `POST /v1/accounts/${supervisor.account}/roles`, { body: { role: 'protection-officer' } })
    ).json;
    const refused = await http(supervisor, `POST /v1/proposals/${proposal}/approvals`, { body: { contentHash } });
    expect(refused).toMatchObject({ status: 409, json: { code: 'access.role-refused' } });
  });
});
