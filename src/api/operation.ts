import { z } from 'zod';
import type { UseCase } from '../office/use-case.ts';
import { FIELDS, type Mask, maskOf } from './mask.ts';
import { MOMENT } from './moment.ts';
import { type QueryReader, queryReader } from './query-text.ts';
import type { Route } from './routes.ts';

type Shape = Readonly<Record<string, z.core.$ZodType>>;

/** What a route does, as far as its description goes: a use case, a query, or an act of the door itself (`own/`). */
export type Does = Pick<UseCase, 'name' | 'action' | 'summary' | 'input' | 'output'>;

/** `own` acts concern the caller's own session and secrets: they are no acts of the register, so they have no dry run and no moment. */
export type Sort = 'write' | 'read' | 'own';

/** A use case or a query at its place: what of its input comes by the path, the query string, the body and the headers. */
export interface Operation {
  readonly route: Route;
  readonly does: Does;
  readonly sort: Sort;
  readonly params: Shape;
  /** `null` where nothing is read from a body. */
  readonly body: Shape | null;
  readonly query: Shape;
  readonly reader: QueryReader;
  /** Whether the input has a `version`, which here is `If-Match`. */
  readonly takesVersion: boolean;
  /** Names in the query string that are of the door and not of the input. */
  readonly isOfDoor: (name: string) => boolean;
  /** Masks the answer; `null` where the query does that itself, or where there is nothing to mask. */
  readonly mask: Mask | null;
}

const DRY_RUN = { dryRun: z.boolean().optional().describe('Do and check everything, and then keep nothing of it') };

export function operationOf(route: Route, does: Does, sort: Sort): Operation {
  const shape = shapeOf(does);
  const subjects = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  for (const name of subjects)
    if (!Object.hasOwn(shape, name)) throw new TypeError(`${route.path}: the input of ${does.name} has no field ${name}.`);
  const takesVersion = sort === 'write' && Object.hasOwn(shape, 'version');
  const rest = without(shape, [...subjects, ...(takesVersion ? ['version'] : [])]);
  const hasBody = route.method !== 'GET' && route.method !== 'DELETE';
  const mask = sort !== 'read' || Object.hasOwn(shape, 'fields') ? null : maskOf(does.output);
  const ofDoor = without(doorNames(sort, mask !== null), Object.keys(shape));
  const query: Shape = { ...(hasBody ? {} : rest), ...ofDoor };
  return {
    route,
    does,
    sort,
    params: Object.fromEntries(subjects.map((name) => [name, shape[name] as z.core.$ZodType])),
    body: hasBody ? rest : null,
    query,
    reader: queryReader(query),
    takesVersion,
    isOfDoor: (name) => Object.hasOwn(ofDoor, name),
    mask: mask?.apply ?? null,
  };
}

function doorNames(sort: Sort, isMasked: boolean): Shape {
  if (sort === 'write') return DRY_RUN;
  return sort === 'own' ? {} : { ...MOMENT, ...(isMasked ? { fields: FIELDS } : {}) };
}

/** @throws TypeError where the input is no object: a door could not say which field goes where */
function shapeOf({ name, input }: Does): Shape {
  if (!(input instanceof z.ZodObject)) throw new TypeError(`The input of ${name} must be an object of named fields.`);
  return input.shape;
}

const without = (shape: Shape, names: readonly string[]): Shape =>
  Object.fromEntries(Object.entries(shape).filter(([name]) => !names.includes(name)));
