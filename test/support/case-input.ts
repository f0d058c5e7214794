import type { Case } from '../../src/decide/case.ts';
import type { Vocabulary } from '../../src/law/vocabulary.ts';
import type { Json } from '../../src/values/canonical.ts';

/** A case as somebody would have written it, from its facts in their places: the way back through the door. */
export function inputOf(vocabulary: Vocabulary, { id, values, assumed }: Case): Record<string, Json> {
  const input: Record<string, Json> = {};
  const groups: Record<string, Record<string, Json>> = {};
  vocabulary.facts.forEach(({ name }, at) => {
    const value = values[at];
    if (value === null || value === undefined) return;
    const [head = name, field] = name.split('.');
    if (field === undefined) {
      input[head] = value as Json;
      return;
    }
    const group = groups[head] ?? {};
    groups[head] = group;
    group[field] = value as Json;
  });
  return { ...(id === null ? {} : { id }), ...input, ...groups, ...(Object.keys(assumed).length === 0 ? {} : { interpretation: assumed }) };
}
