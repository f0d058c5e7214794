import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anApi, type Person } from '../../../test/support/api.ts';
import { ENGINES } from '../../../test/support/register.ts';
import { setPassword } from '../../access/accounts.ts';

const PASSWORD = 'four plain words here';
const OTHER = 'four other words here';

describe.each(ENGINES)('two persons and an account, %s', (engine) => {
  test('an administrator makes nobody a supervisor alone, by no way, and reads no case by being one', async (context) => {
    const { http, person, office } = await anApi(context, engine);
    const [admin, second, super_] = [await person(['administrator']), await person(['administrator']), await person(['supervisor'])];
    const { id: worker } = (
      await http(await person(['permit-officer']), 'POST /v1/workers', { body: { personal: { names: [{ text: 'Pak', script: 'Latn' }] } } })
    ).json;
    for (const address of [
      `/v1/workers/${worker}`,
      '/v1/workers',
      '/v1/decisions',
      '/v1/figures',
      '/v1/audit/events',
      `/v1/audit/readings?person=${worker}`,
    ])
      expect((await http(admin, `GET ${address}`)).status, address).toBe(403);

    // Their own account, whoever proposes it; and a new account that is theirs to invite, without anybody's approval.
    const grant = async (by: Person, account: string, approver: Person) => {
      const { proposal, contentHash } = (await http(by, `POST /v1/accounts/${account}/roles`, { body: { role: 'supervisor' } })).json;
      return http(approver, `POST /v1/proposals/${proposal}/approvals`, { body: { contentHash } });
    };
    expect((await grant(admin, admin.account, admin)).json.code).toBe('access.author-cannot-approve');
    expect((await grant(second, admin.account, admin)).json.code).toBe('access.role-refused');
    const { account } = (await http(admin, 'POST /v1/accounts', { body: { login: 'dulma', name: 'D. Dulma' } })).json;
    expect((await grant(admin, String(account), admin)).json.code).toBe('access.author-cannot-approve');
    expect((await http(admin, `GET /v1/accounts/${account}`)).json).toMatchObject({ roles: [], grants: [] });

    // A supervisor's account, by an invitation that the administrator keeps.
    await setPassword(office.store.db, super_.account, 'super', PASSWORD);
    const invited = await http(admin, `POST /v1/accounts/${super_.account}/invitations`);
    expect(invited).toMatchObject({ status: 403, json: { code: 'access.reset-needed', kind: 'second-person' } });
    const attempts = await sql<{
      name: string;
      on: string;
    }>`select name, "on" from office_attempt where code = 'access.reset-needed'`.execute(office.store.db);
    expect(attempts.rows).toEqual([{ name: 'account.invite', on: super_.account }]);
    const reset = await http(admin, `POST /v1/accounts/${super_.account}/resets`, { body: { because: 'forgotten' } });
    expect(reset.status).toBe(202);
    const approve = { body: { contentHash: reset.json.contentHash } };
    const approvals = `POST /v1/proposals/${reset.json.proposal}/approvals`;
    expect((await http(admin, approvals, approve)).json.code).toBe('access.author-cannot-approve');
    expect((await http(super_, approvals, approve)).json.code).toBe('access.reset-refused');
    expect((await http(admin, `POST /v1/accounts/${super_.account}/invitations`)).json.code).toBe('access.reset-needed');

    expect((await grant(admin, String(account), second)).json.status).toBe('approved');
    expect((await http(admin, `GET /v1/accounts/${account}`)).json).toMatchObject({
      roles: ['supervisor'],
      grants: [{ role: 'supervisor', source: 'office', proposedBy: admin.account, approvedBy: second.account, endedAt: null }],
    });
  });

  test('a reset that two persons wanted leaves nothing that lets anybody in, until the person takes up a new invitation', async (context) => {
    const { http, person, tokenOf, office } = await anApi(context, engine);
    const { db } = office.store;
    const [admin, second, officer] = [await person(['administrator']), await person(['administrator']), await person(['permit-officer'])];
    const token = await tokenOf(officer, ['worker.read']);
    const login = `u${officer.account}`;
    await setPassword(db, officer.account, login, PASSWORD);
    const { secret } = (await http(officer, 'POST /v1/me/second-factor')).json;
    expect(secret).toBeDefined();
    await sql`update access_account set totp_confirmed_at = made_at where id = ${officer.account}`.execute(db);

    const { proposal, contentHash } = (await http(admin, `POST /v1/accounts/${officer.account}/resets`, { body: { because: 'stolen' } }))
      .json;
    expect((await http(officer, 'GET /v1/workers')).status).toBe(200); // nothing has changed yet
    expect((await http(second, `POST /v1/proposals/${proposal}/approvals`, { body: { contentHash } })).json.status).toBe('approved');
    for (const who of [officer, token]) expect((await http(who, 'GET /v1/workers')).status).toBe(401);
    const signIn = (password: string) => http(null, 'POST /v1/session', { body: { login, password } });
    expect((await signIn(PASSWORD)).json.code).toBe('access.wrong-credentials');

    const { code } = (await http(admin, `POST /v1/accounts/${officer.account}/invitations`)).json;
    expect((await http(null, 'POST /v1/invitations', { body: { code, password: OTHER } })).status).toBe(200);
    const back = await signIn(OTHER);
    expect(back.status).toBe(201); // no one-time code is asked for: it was lost
    expect((await http({ account: officer.account, bearer: String(back.json.token) }, 'GET /v1/workers')).status).toBe(200);

    const { rows } = await sql<{ kind: string; body: string }>`
      select kind, body from log_event where record_kind = 'account' and record_id = ${officer.account} order by leaf`.execute(db);
    expect(rows.map(({ kind }) => kind)).toEqual(['account-reset', 'account-invited', 'invitation-accepted']);
    // The secret is kept nowhere: not in the log, not with the requests.
    const kept = await sql<{ n: number }>`
      select (select count(*) from log_event where body like '%' || ${String(code)} || '%')
        + (select count(*) from office_request where result::text like '%' || ${String(code)} || '%') as n`.execute(db);
    expect(kept.rows[0]?.n).toBe(0);
  });
});
