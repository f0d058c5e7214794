#!/usr/bin/env node
// The command `resolute`. It is plain JavaScript, since a Node before 22 cannot read TypeScript and so could not even say what is wrong.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../src/cli/main.ts', import.meta.url);

if ('Temporal' in globalThis) {
  await import(main.href);
} else {
  // This Node is too old; the pinned one lies in the clone once `npm start` has run.
  const windows = process.platform === 'win32';
  const pinned = fileURLToPath(new URL(windows ? '../node_modules/.bin/node.cmd' : '../node_modules/.bin/node', import.meta.url));
  if (existsSync(pinned)) {
    const { status } = spawnSync(pinned, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit', shell: windows });
    process.exitCode = status ?? 1;
  } else {
    console.error(`resolute needs Node 26, and this is Node ${process.versions.node}.`);
    console.error(
      'Run `npm start` once in the clone: it installs the right Node beside the code and changes nothing else on this machine.',
    );
    process.exitCode = 2;
  }
}
