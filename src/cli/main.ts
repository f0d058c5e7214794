#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// A static import would load before the cache is on; so this file imports nothing of ours.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/resolute/code', import.meta.url)));
const { runProcess } = await import('./process.ts');
await runProcess();
