/** The engines of others on the same ten norms, against the hand-written JavaScript and ours. */
import { decideByHand } from '../hand/hand-js.ts';
import type { Row } from '../hand/row.ts';
import { type Contestant, loopOver, sideBySide } from '../measure.ts';
import { startCelGo } from '../peers/cel-go.ts';
import { celNaive, celTwice } from '../peers/cel-js.ts';
import { jsonRulesFacts, jsonRulesNaive, jsonRulesTwice } from '../peers/json-rules.ts';
import { NORMS } from '../peers/norms.ts';
import { answer, type Decider, peerCase } from '../peers/outcome.ts';
import { zenContext, zenNaive, zenTwice } from '../peers/zen.ts';
import type { Check, Section } from '../section.ts';
import { readCases } from '../workload/cases.ts';
import { jsonLinesOf, openDuckDb, parquetOf } from '../workload/files.ts';

/** Each peer gets the first rows of the same register, as many as it decides in about a second. */
const ROWS = { hand: 200_000, celJs: 200_000, celGo: 200_000, zen: 20_000, jsonRules: 3_000 };

type Peer = { name: string; rows: number; note: string; turn: Contestant['turn']; values: () => Uint8Array | Promise<Uint8Array> };
