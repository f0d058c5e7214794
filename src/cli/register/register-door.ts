import type { Bundle } from '../../audit/bundle.ts';
import type { ImportSummary, ImportWishes } from '../../register/bulk/import.ts';
import type { LogReport } from '../../register/proof/verify.ts';
import type { Comparison } from '../../register/rebuild/compare.ts';

export interface Circumstances {
  readonly key: string | null;
  readonly dryRun: boolean;
}

export interface Moment {
  readonly asOf: string | null;
  readonly knownAt: string | null;
}

/** The register as a command reaches it: in this process, or through the service that has it open. Both are the same use cases. */
export interface RegisterDoor {
  readonly act: (name: string, input: Readonly<Record<string, unknown>>, circumstances: Circumstances) => Promise<unknown>;
  readonly ask: (name: string, input: Readonly<Record<string, unknown>>, moment: Moment) => Promise<unknown>;
  readonly importSheet: (
    wishes: Pick<ImportWishes, 'file' | 'map' | 'dryRun' | 'onProgress' | 'onReject'> & { readonly key: string | null },
  ) => Promise<ImportSummary>;
  /** Writes the export into a file. @returns the number of records, or null where the service does not say */
  readonly exportTo: (file: string, wishes: ExportOrder) => Promise<number | null>;
  readonly verify: () => Promise<LogReport>;
  readonly compare: () => Promise<Comparison>;
  readonly bundle: (decision: string) => Promise<Bundle>;
  /** A secret with which the person of an account sets a password. */
  readonly invite: (account: string) => Promise<{ readonly code: string; readonly expiresAt: string }>;
  readonly close: () => Promise<void>;
}

export interface ExportOrder {
  readonly kind: string;
  readonly format: 'csv' | 'jsonl' | 'parquet';
  readonly fields: readonly string[] | undefined;
  readonly moment: Moment;
  /** Names of workers too, for a purpose that is logged. */
  readonly personal: { readonly purpose: string; readonly words: string } | null;
}
