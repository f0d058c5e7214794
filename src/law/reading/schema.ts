import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { didYouMean } from '../../values/nearest.ts';
import type { Finding } from './findings.ts';
import type { Path, Source } from './source.ts';

/** The kinds of files that the law consists of; each has its schema `regimes/schema/KIND.schema.json`. */
export type FileKind = 'facts' | 'regime' | 'instruments' | 'provisions' | 'questions' | 'deadlines' | 'draft' | 'cases';

interface SchemaPart {
  readonly $ref?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaPart | false>>;
}

/** Checks the files of the law by the JSON Schema that editors complete them by, and says what is wrong in a lawyer's words. */
export class LawSchemas {
  readonly #ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true });
  readonly #parts: Readonly<Record<string, SchemaPart>>;

  /** @param schemas the texts of `regimes/schema/*.schema.json`, parsed */
  constructor(schemas: readonly object[]) {
    for (const schema of schemas) this.#ajv.addSchema(schema);
    this.#parts = Object.assign({}, ...schemas.map((schema) => ('$defs' in schema ? schema.$defs : {})));
  }

  check(kind: FileKind, source: Source): readonly Finding[] {
    const validate: ValidateFunction | undefined = this.#ajv.getSchema(`${kind}.schema.json`);
    if (validate === undefined) throw new Error(`no schema for ${kind}`);
    if (validate(source.value)) return [];
    return telling(validate.errors ?? []).map((error) => this.#finding(source, error));
  }

  #finding(source: Source, error: ErrorObject): Finding {
    const path = pathOf(error);
    const name = path.filter((part) => typeof part === 'string').at(-1);
    const where = name === undefined ? (path.length === 0 ? 'The file' : 'This entry') : `\`${name}\``;
    const params: Readonly<Record<string, unknown>> = error.params;
    const schema = error.parentSchema as SchemaPart;
    const form = this.#described(schema) ?? 'docs/law-authoring.md shows its form.';
    const wrong = (message: string, remedy = form, at = path): Finding => source.finding(at, 'schema', message, remedy);
    switch (error.keyword) {
      case 'required': {
        const missing = String(params.missingProperty);
        const owner = typeof path.at(-1) === 'string' ? where : path.length === 0 ? 'The file' : 'This entry';
        return wrong(`${owner} lacks \`${missing}\`.`, `Add \`${missing}\`. ${this.#describedField(error, missing) ?? form}`);
      }
      case 'additionalProperties': {
        const given = String(params.additionalProperty);
        const known = Object.keys(schema.properties ?? {});
        return wrong(`\`${given}\` is not known here.${meant(given, known)}`, `Known here: ${known.join(', ')}.`, [...path, given]);
      }
      case 'enum': {
        const allowed = (params.allowedValues as readonly unknown[]).map(String);
        const listed = `Use one of ${allowed.join(', ')}.`;
        return wrong(
          `${where} cannot be \`${shown(error.data)}\`.${typeof error.data === 'string' ? meant(error.data, allowed) : ''}`,
          schema.description === undefined ? listed : `${listed} ${schema.description}`,
        );
      }
      case 'const':
        return wrong(`${where} cannot be \`${shown(error.data)}\`.`, `Write ${String(params.allowedValue)}. ${form}`);
      case 'false schema':
        return wrong(
          `${where} does not go with this effect.`,
          'A `duty` belongs to require, a `cap` to cap, a `strength` to prohibit and cap; call has none of them.',
        );
      case 'type':
        return wrong(`${where} is ${kindOf(error.data)}, but ${needed(params.type)} is needed.`);
      case 'pattern':
        return wrong(`${where} has the wrong form: \`${shown(error.data)}\`.`);
      case 'minItems':
      case 'minLength':
      case 'minProperties':
        return wrong(isEmpty(error.data) ? `${where} is empty.` : `${where} is too short.`);
      case 'minimum':
        return wrong(`${where} cannot be ${shown(error.data)}.`);
      case 'maxProperties':
        return wrong(`${where} says more than one thing.`);
      case 'dependentRequired':
        return wrong(
          `\`${String(params.property)}\` needs ${String(params.deps).split(', ').join(' and ')} beside it.`,
          this.#describedField(error, String(params.property)) ?? form,
          [...path, String(params.property)],
        );
      default:
        return wrong(`${where} ${error.message ?? 'is wrong'}.`);
    }
  }

  #described(part: SchemaPart | false | undefined): string | undefined {
    if (part === undefined || part === false) return undefined;
    return part.description ?? (part.$ref === undefined ? undefined : this.#parts[part.$ref.replace(/^.*\//, '')]?.description);
  }

  /** What the schema says of a field: in the part that was checked, or, where this only demands it, in the part that defines it. */
  #describedField(error: ErrorObject, field: string): string | undefined {
    const own = (error.parentSchema as SchemaPart).properties?.[field];
    const elsewhere = Object.values(this.#parts).find((part) => part.properties?.[field])?.properties?.[field];
    return this.#described(own ?? elsewhere);
  }
}

/** Two letters resemble any other two, so nothing is suggested for them. */
function meant(given: string, known: readonly string[]): string {
  return given.length < 3 ? '' : didYouMean(given, known);
}

function pathOf(error: ErrorObject): Path {
  return error.instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
}

/** One mistake is often told several times: keep what names the cause, drop the frame around it and what follows from it. */
function telling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const misspelt = errors.flatMap((error) => {
    if (error.keyword !== 'additionalProperties') return [];
    const known = Object.keys((error.parentSchema as SchemaPart).properties ?? {});
    return [{ at: error.instancePath, meant: meant(String(error.params.additionalProperty), known) }];
  });
  const follows = (error: ErrorObject): boolean => {
    const missing = `\`${String(error.params.missingProperty)}\``;
    if (error.keyword === 'required') return misspelt.some((word) => word.at === error.instancePath && word.meant.includes(missing));
    const alone = !errors.some((other) => other !== error && other.instancePath === error.instancePath && other.keyword !== 'if');
    return error.keyword === 'if' || (['minProperties', 'maxProperties'].includes(error.keyword) && !alone);
  };
  const once = new Map<string, ErrorObject>();
  for (const error of errors) {
    if (follows(error)) continue;
    const what = error.keyword === 'dependentRequired' ? error.params.property : error.params;
    once.set(`${error.instancePath} ${error.keyword} ${JSON.stringify(what)}`, error);
  }
  return once.size > 0 ? [...once.values()] : errors.slice(0, 1);
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  null: 'nothing',
};

function kindOf(value: unknown): string {
  return KINDS[value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value] ?? 'something else';
}

function needed(types: unknown): string {
  const names = (Array.isArray(types) ? types : String(types).split(',')).filter((type) => type !== 'null');
  return names.map((type) => KINDS[String(type)] ?? String(type)).join(' or ');
}

function isEmpty(value: unknown): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}
