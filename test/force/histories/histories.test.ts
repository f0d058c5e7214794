import fc from 'fast-check';
import { describe, expect, type TestContext, test } from 'vitest';
import { ResoluteError } from '../../../src/values/errors.ts';
import { anOffice, ENGINES, type EngineName } from '../../support/register.ts';
import type { Asked, Command, Result } from './command.ts';
import { COMMANDS } from './commands.ts';
import { explained, type Told } from './explained.ts';
import type { Model } from './model.ts';
import { expected, World } from './world.ts';

const RUNS = process.env.RESOLUTE_LONG === '1' ? 200 : 10;

describe.each(ENGINES)('histories, %s', (engine) => {
  test('whatever one person does after the other, the register does what the model does', async (context) => {
    const steps = fc.commands(COMMANDS.map(step), { maxCommands: 40, size: 'max' });
    const property = fc.asyncProperty(steps, (given) =>
      inWorld(context, engine, async (world, model) => {
        await fc.asyncModelRun(() => ({ model, real: world }), given);
        expect(await world.found()).toEqual(expected(model));
      }),
    );
    await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
  });

  test('what people do at the same time is as if done one after the other, in the order of the log', async (context) => {
    const people = fc.array(fc.array(drawn, { minLength: 4, maxLength: 12 }), { minLength: 4, maxLength: 4 });
    const property = fc.asyncProperty(people, (given) =>
      inWorld(context, engine, async (world, before) => {
        const told = (await Promise.all(given.map((person) => history(world, person)))).flat();
        const after = await explained(world, before, told);
        expect(await world.found()).toEqual(expected(after));
      }),
    );
    await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
  });
});

/** A world that is gone when the history ends, not only when the test does: a server has connections for a few at once. */
async function inWorld(context: TestContext, engine: EngineName, act: (world: World, model: Model) => Promise<void>): Promise<void> {
  const finishers: (() => unknown)[] = [];
  const onTestFinished = (finish: () => unknown): void => void finishers.push(finish);
  const own = Object.create(context, { onTestFinished: { value: onTestFinished } }) as TestContext;
  try {
    const world = new World(await anOffice(own, engine));
    await act(world, await world.begin());
  } finally {
    for (const finish of finishers.toReversed()) await finish();
  }
}

/** A command and its draw. Applications, grants and corrections meet the most, so they are drawn more often. */
const weights = (name: string): number => (/^(grant|receive|correct)/.test(name) ? 3 : 1);
const drawn = fc.oneof(
  ...COMMANDS.map((command) => ({ weight: weights(command.name), arbitrary: command.draw.map((draw) => drawnOf(command, draw)) })),
);

/** Says in a counterexample what it is, and not how it is made. */
function drawnOf(command: Command, draw: unknown) {
  return { command, draw, [fc.toStringMethod]: () => `${command.name} ${JSON.stringify(draw)}` };
}

/** One command as fast-check runs it against the model. */
function step(command: Command): fc.Arbitrary<fc.AsyncCommand<Model, World>> {
  return command.draw.map((draw) => ({
    check: () => true,
    toString: () => `${command.name} ${JSON.stringify(draw)}`,
    run: async (model, world) => {
      const asked = command.ask(world, draw);
      if (asked === null) return;
      const reasons = command.reasons(model, asked.about);
      const answer = await answerOf(world, asked);
      if (typeof answer === 'string') return expect(reasons, `${command.name} was refused`).toContain(answer);
      expect(reasons, `${command.name} was done`).toEqual([]);
      expect(command.done(model, asked.about, answer, [])).toBeUndefined();
      command.learn?.(world, asked.about, answer);
    },
  }));
}

/** What one person does, one thing after the other, beside the others. */
async function history(world: World, person: readonly Pick<ReturnType<typeof drawnOf>, 'command' | 'draw'>[]): Promise<Told[]> {
  const told: Told[] = [];
  for (const { command, draw } of person) {
    const asked = command.ask(world, draw);
    if (asked === null) continue;
    const from = await world.size();
    const answer = await answerOf(world, asked);
    told.push({ command, about: asked.about, answer, from, to: await world.size() });
    if (typeof answer !== 'string') command.learn?.(world, asked.about, answer);
  }
  return told;
}

/** The result, or the code of the refusal. */
async function answerOf(world: World, asked: Asked): Promise<Result | string> {
  try {
    return await world.perform(asked);
  } catch (error) {
    if (error instanceof ResoluteError) return error.code;
    throw error;
  }
}
