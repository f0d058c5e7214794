import { BASELINE_ON } from '../scene.ts';

/** Where the world's day stands, and the last day of whatever a departure ends. */
export const TODAY = '2017-08-20';

export interface Span {
  readonly from: string;
  readonly to: string;
}

interface Person {
  counted: boolean;
  status: 'active' | 'departed';
}
interface Paper {
  readonly worker: string;
  readonly from: string;
  lastDay: string;
}
interface Asking {
  readonly worker: string;
  readonly span: Span;
  status: 'received' | 'waiting' | 'granted' | 'refused';
}
/** A refusal that waits for a second person, with all that it rests on. */
interface Refusal {
  readonly application: string;
  readonly restsOn: Ground;
  status: 'waiting' | 'approved' | 'void';
}
/** What a refusal rests on: whether the worker is counted, and the law's answer, of which there are two where others wrote meanwhile. */
export interface Ground {
  readonly counted: boolean;
  readonly answers: readonly string[];
}
interface Hold {
  readonly worker: string;
  version: number;
  status: 'placed' | 'lift-proposed' | 'lifted';
}
interface Leaving {
  readonly worker: string;
  status: 'planned' | 'suspended' | 'confirmed';
}

/**
 * The register in plain data, one act after the other: what may be done, and what it comes to. Written from what the acts promise, not
 * from their code.
 */
export class Model {
  readonly people = new Map<string, Person>();
  readonly papers = new Map<string, Paper>();
  readonly applications = new Map<string, Asking>();
  /** By their proposals. */
  readonly refusals = new Map<string, Refusal>();
  readonly holds = new Map<string, Hold>();
  readonly leavings = new Map<string, Leaving>();

  copy(): Model {
    const copy = new Model();
    for (const part of ['people', 'papers', 'applications', 'refusals', 'holds', 'leavings'] as const)
      for (const [id, each] of this[part]) (copy[part] as Map<string, unknown>).set(id, { ...each });
    return copy;
  }

  isHeld(worker: string): boolean {
    return [...this.holds.values()].some((hold) => hold.worker === worker && hold.status !== 'lifted');
  }

  /** S/RES/2371 (2017) ¶11: on no day more than on the day of the resolution; only nationals are counted. */
  hasRoom(span: Span): boolean {
    const counted = [...this.papers.values()].filter((paper) => this.people.get(paper.worker)?.counted === true);
    const standing = (day: string): number => counted.filter(({ from, lastDay }) => from <= day && day <= lastDay).length;
    return daysOf(span).every((day) => standing(day) < standing(BASELINE_ON));
  }

  outcome({ worker, span }: Asking): 'clear' | 'needs-approval' {
    return this.people.get(worker)?.counted !== true || this.hasRoom(span) ? 'clear' : 'needs-approval';
  }

  /** Whether another permit of this worker stands on one of these days. */
  overlaps({ worker, span }: Asking): boolean {
    return [...this.papers.values()].some((paper) => {
      const stands = paper.worker === worker && paper.from <= paper.lastDay;
      return stands && paper.from <= span.to && span.from <= paper.lastDay;
    });
  }

  /**
   * Whatever of this changes makes an approval of the refusal void. A hold is not among it: nobody may learn of one from a refusal. Who
   * refuses waits for nobody who grants, so that the room may be that of any moment since they asked.
   */
  restsOn({ worker, span }: Asking, beside: readonly Model[]): Ground {
    const counted = this.people.get(worker)?.counted === true;
    const answers = [this, ...beside].map((moment) => (!counted || moment.hasRoom(span) ? 'clear' : 'needs-approval'));
    return { counted, answers: [...new Set(answers)] };
  }

  openLeaving(worker: string): Leaving | undefined {
    return [...this.leavings.values()].find((leaving) => leaving.worker === worker && leaving.status !== 'confirmed');
  }

  /** The thing of this id. @throws RangeError where the model was never told of it: then an act was let through that speaks of nothing */
  static of<T>(things: ReadonlyMap<string, T>, id: string): T {
    const thing = things.get(id);
    if (thing === undefined) throw new RangeError(`The model knows nothing of ${id}.`);
    return thing;
  }
}

function daysOf({ from, to }: Span): string[] {
  const first = Temporal.PlainDate.from(from);
  return Array.from({ length: first.until(to).days + 1 }, (_, i) => first.add({ days: i }).toString());
}
