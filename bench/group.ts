/** Runs one group and hands its section to the process that started it. */
import type { Context } from './context.ts';
import type { Section } from './section.ts';

const GROUPS: Record<string, () => Promise<(context: Context) => Promise<Section>>> = {
  javascript: async () => (await import('./groups/javascript.ts')).javascript,
  proof: async () => (await import('./groups/proof.ts')).proof,
  duckdb: async () => (await import('./groups/duckdb.ts')).duckdb,
  parquet: async () => (await import('./groups/parquet.ts')).parquet,
  postgres: async () => (await import('./groups/postgres.ts')).postgres,
  csv: async () => (await import('./groups/command.ts')).csv,
  register: async () => (await import('./groups/register.ts')).register,
  service: async () => (await import('./groups/service.ts')).service,
  pages: async () => (await import('./groups/pages.ts')).pages,
  'register-redecide': async () => (await import('./groups/register-redecide.ts')).registerRedecide,
  cold: async () => (await import('./groups/command.ts')).coldCheck,
};

const [name = '', context = ''] = process.argv.slice(2);
const load = GROUPS[name];
if (load === undefined) throw new Error(`no group ${name}`);
const run = await load();
const section = await run(JSON.parse(context) as Context);
process.send?.(section, () => process.disconnect?.());
