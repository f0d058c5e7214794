import type { Command, Result } from './command.ts';
import type { Model } from './model.ts';
import type { World } from './world.ts';

/** What somebody asked for and was told, and how long the log was before they asked and after they were answered. */
export interface Told {
  readonly command: Command;
  readonly about: unknown;
  /** The result, or the code of the refusal. */
  readonly answer: Result | string;
  readonly from: number;
  readonly to: number;
}

/**
 * Looks for the one order in which all of this could have been done one after the other. The log gives it for what was done, since its
 * order is that of the commits; what was refused must have had its reason at some moment between the question and the answer.
 * @returns the model after all of it
 * @throws Error naming what no order explains
 */
export async function explained(world: World, before: Model, told: readonly Told[]): Promise<Model> {
  const done = await Promise.all(
    told
      .flatMap(({ answer, ...rest }) => (typeof answer === 'string' ? [] : [{ ...rest, result: answer }]))
      .map(async (each) => ({ ...each, ...(await world.leavesOf(each.result)) })),
  );
  done.sort((a, b) => a.first - b.first);
  const story = done.map(({ command, about, first }) => `${first}: ${command.name} ${JSON.stringify(about)}`);
  const moments: { readonly model: Model; readonly size: number }[] = [{ model: before, size: 0 }];
  let model = before;
  for (const { command, about, result, from, first, last } of done) {
    const reasons = command.reasons(model, about);
    if (reasons.length > 0)
      throw new Error(
        `Leaf ${first}, ${command.name} ${JSON.stringify(about)}, was done, though ${reasons.join(', ')}:\n${story.join('\n')}`,
      );
    model = model.copy();
    const beside = moments.filter((_, i) => (moments[i + 1]?.size ?? first + 1) > from).map((moment) => moment.model);
    const wrong = command.done(model, about, result, beside);
    if (wrong !== undefined) throw new Error(`Leaf ${first}, ${command.name} ${JSON.stringify(about)}: ${wrong}:\n${story.join('\n')}`);
    moments.push({ model, size: last + 1 });
  }
  for (const { command, about, answer, from, to } of told) {
    if (typeof answer !== 'string') continue;
    const possible = moments.filter(({ size }, i) => size <= to && (moments[i + 1]?.size ?? Number.POSITIVE_INFINITY) > from);
    if (!possible.some((moment) => command.reasons(moment.model, about).includes(answer)))
      throw new Error(
        `${command.name} ${JSON.stringify(about)} was refused by ${answer} between ${from} and ${to}, and at no moment for a reason:\n${story.join('\n')}`,
      );
  }
  return model;
}
