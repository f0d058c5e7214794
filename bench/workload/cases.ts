/** The same register as nested objects, as a program holds them that has read JSON: this is what every JavaScript contestant gets. */
import type { DuckDBConnection } from '@duckdb/node-api';

export type Approval = { committee: string | null; approvedOn: string | null };

/** A case of the contract; `null` is unknown. Days are ISO text. */
export type Permit = {
  id: string;
  host: string;
  act: 'authorise' | 'renew' | 'contract' | 'employ' | 'remain';
  asOf: string;
  worker: {
    nationalities: string[] | null;
    earnsIncome: boolean | null;
    safetyOverseer: boolean | null;
    returnProhibited: boolean | null;
    protectionAssessment: 'none' | 'pending' | 'upheld' | 'refused' | null;
    immunity: boolean | null;
    residesOnOtherTitle: boolean | null;
    listed: boolean | null;
  };
  employer: { private: boolean | null; listed: boolean | null };
  contract: { finalisedOn: string | null; endsOn: string | null; written: boolean | null };
  permit: { validFrom: string | null; validTo: string | null };
  application: { receivedOn: string | null };
  approvals: Approval[] | null;
  register: { headroom: number | null };
};

const GROUPS = {
  worker: [
    'nationalities',
    'earnsIncome',
    'safetyOverseer',
    'returnProhibited',
    'protectionAssessment',
    'immunity',
    'residesOnOtherTitle',
    'listed',
  ],
  employer: ['private', 'listed'],
  contract: ['finalisedOn', 'endsOn', 'written'],
  permit: ['validFrom', 'validTo'],
  application: ['receivedOn'],
  register: ['headroom'],
};

/** One JSON text a row, nested as the contract has it. `source` is a table or a file function. */
export function caseJsonSql(source: string): string {
  const groups = Object.entries(GROUPS).map(
    ([group, fields]) => `${group}: {${fields.map((field) => `${field}: "${group}.${field}"`).join(', ')}}`,
  );
  return `SELECT to_json({id: id, host: host, act: act, "asOf": "asOf", ${groups.join(', ')}, approvals: approvals})::VARCHAR FROM ${source}`;
}

/** Reads the register into memory. A million permits are about 1.2 GB of objects: run Node with room for them. */
export async function readCases(connection: DuckDBConnection, parquet: string, limit: number): Promise<Permit[]> {
  const permits: Permit[] = [];
  const result = await connection.stream(`${caseJsonSql(`'${parquet}'`)} LIMIT ${limit}`);
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (const text of chunk.getColumnValues(0)) permits.push(JSON.parse(String(text)) as Permit);
  }
  return permits;
}
