import { createInterface } from 'node:readline';
import { perform } from '../../src/office/perform.ts';
import { configurationOf } from '../../src/register/configuration.ts';
import { openRegister } from '../../src/register/open.ts';
import { ResoluteError } from '../../src/values/errors.ts';
import { ACTS, actorNamed } from './acts.ts';
import { check } from './check.ts';
import type { Question, Reply } from './protocol.ts';

/**
 * The register as a process of its own, opened as the service opens it, so that it can be killed. It answers each line on its own, however
 * many are under way, and an answer goes out only when the transaction was kept.
 */
const register = await openRegister(configurationOf(process.env), process.env);
const say = (reply: Reply): void => void process.stdout.write(`${JSON.stringify(reply)}\n`);

async function answer(question: Question): Promise<Reply> {
  const { id } = question;
  try {
    if ('check' in question) return { id, result: await check(register.office, question.check), repeated: false };
    const act = ACTS.get(question.act);
    if (act === undefined) throw new TypeError(`Nothing is known of the act ${question.act}.`);
    const { result, repeated } = await perform(register.office, actorNamed(question.as), act, question.input, { key: question.key });
    return { id, result, repeated };
  } catch (error) {
    const code = error instanceof ResoluteError ? error.code : 'fault';
    return { id, refused: { code, message: error instanceof Error ? (error.stack ?? error.message) : String(error) } };
  }
}

createInterface({ input: process.stdin })
  .on('line', (line) => void answer(JSON.parse(line) as Question).then(say))
  .on('close', () => void register.close());
say({ ready: true });
