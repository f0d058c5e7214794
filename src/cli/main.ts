#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// A static import would load before the cache is on; so this file imports nothing of ours.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/resolute/code', import.meta.url)));
if (['serve', 'start'].some((command) => process.argv.includes(command))) (await import('./steady.ts')).steadyMemory();
const { runProcess } = await import('./process.ts');
await runProcess();
