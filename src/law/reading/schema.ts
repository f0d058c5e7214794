import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { didYouMean } from '../../values/nearest.ts';
import type { Finding } from './findings.ts';
import type { Path, Source } from './source.ts';

/** The kinds of files that the law consists of; each has its schema `regimes/schema/KIND.schema.json`. */
export type FileKind = 'facts' | 'regime' | 'instruments' | 'provisions' | 'questions' | 'deadlines' | 'draft' | 'cases';

export class LawSchemas {
  readonly #ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true });

  /** @param schemas the texts of `regimes/schema/*.schema.json`, parsed */
  constructor(schemas: readonly object[]) {
    for (const schema of schemas) this.#ajv.addSchema(schema);
  }

  check(kind: FileKind, source: Source): readonly Finding[] {
    const validate: ValidateFunction | undefined = this.#ajv.getSchema(`${kind}.schema.json`);
    if (validate === undefined) throw new Error(`no schema for ${kind}`);
    if (validate(source.value)) return [];
    return telling(validate.errors ?? []).map((error) => this.#finding(source, error));
  }

  #finding(source: Source, error: ErrorObject): Finding {
    const path: Path = error.instancePath
      .split('/')
      .slice(1)
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
    const where = path.length === 0 ? 'the file' : `\`${path.filter((part) => typeof part === 'string').at(-1) ?? 'this entry'}\``;
    const params: Readonly<Record<string, unknown>> = error.params;
    switch (error.keyword) {
      case 'required':
        return source.finding(
          path,
          'schema',
          `${path.length === 0 ? 'The file' : 'This entry'} lacks \`${String(params.missingProperty)}\`.`,
          `Add \`${String(params.missingProperty)}\`; docs/law-authoring.md shows its form.`,
        );
      case 'additionalProperties': {
        const given = String(params.additionalProperty);
        const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {});
        return source.finding(
          [...path, given],
          'schema',
          `\`${given}\` is not known here.${didYouMean(given, known)}`,
          `Known here: ${known.join(', ')}.`,
        );
      }
      case 'enum':
        return source.finding(
          path,
          'schema',
          `${where} has a value that is not on its list.${didYouMean(String(error.data), params.allowedValues as string[])}`,
          `Use one of ${(params.allowedValues as unknown[]).join(', ')}.`,
        );
      case 'false schema':
        return source.finding(
          path,
          'schema',
          `${where} does not go with this effect.`,
          'A duty belongs to `require`, a number to `cap`, a strength to `prohibit` and `cap`.',
        );
      case 'pattern':
        return source.finding(
          path,
          'schema',
          `${where} has the wrong form: \`${String(error.data)}\`.`,
          String((error.parentSchema as { description?: string }).description ?? 'See docs/law-authoring.md.'),
        );
      default:
        return source.finding(
          path,
          'schema',
          `${where} ${error.message ?? 'is wrong'}.`,
          String((error.parentSchema as { description?: string }).description ?? 'See docs/law-authoring.md for its form.'),
        );
    }
  }
}

/** A wrong value under `oneOf` or `if` is told several times over: keep what names the cause, drop the frame around it. */
function telling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const deepest = (error: ErrorObject): boolean =>
    !errors.some((other) => other !== error && other.instancePath.startsWith(`${error.instancePath}/`));
  const causes = errors.filter(
    (error) => !['if', 'oneOf', 'allOf'].includes(error.keyword) || (error.keyword === 'oneOf' && deepest(error)),
  );
  const alternatives = errors.filter((error) => error.keyword === 'oneOf').map((error) => error.instancePath);
  const kept = causes.filter(
    (error) =>
      error.keyword === 'oneOf' ||
      !alternatives.includes(error.instancePath) ||
      error.keyword === 'additionalProperties' ||
      error.keyword === 'required',
  );
  return kept.length > 0 ? kept : errors.slice(0, 1);
}
