// Runs before `npm start`, `npm test` and `npm run bench`, on whatever Node npm itself runs on: plain JavaScript that Node 20 reads.
// It installs the locked packages, the pinned Node among them, once for each state of the lock; afterwards it costs a hash.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.resolute-setup');
const windows = process.platform === 'win32';
const node = join(root, 'node_modules', '.bin', windows ? 'node.cmd' : 'node');
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

if (!isDone()) {
  install();
  writeFileSync(stamp, wanted);
  warm();
}

function isDone() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(node);
}

/** npm's own Node runs npm, never process.execPath: on a second run that one lies in the folder which `npm ci` deletes. */
function install() {
  const npmNode = process.env.npm_node_execpath;
  const npm = process.env.npm_execpath;
  if (!npmNode || !npm) stop('This script is started by npm.', 'Run `npm start` or `npm test`.');
  console.error('Setting up Resolute: installing the locked packages (once; half a minute or so) …');
  const { status, error } = spawnSync(npmNode, [npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2], // what npm says goes to stderr, so that stdout is the answer alone
  });
  if (status !== 0) {
    stop(
      `The packages could not be installed${error ? `: ${error.message}` : ` (npm ci ended with ${status})`}.`,
      'Read what npm says above; most often the network or a proxy is in the way. Then run the same command again: it starts afresh.',
    );
  }
  if (!existsSync(node)) {
    stop(
      `There is no Node 26 package for this system (${process.platform} ${process.arch}).`,
      'Supported are Linux with glibc (x64, arm64), macOS (x64, arm64) and Windows (x64). If yours is one of them, look whether npm is ' +
        'told to leave out optional packages: `npm config get omit` should print nothing of `optional`.',
    );
  }
}

/** The first run of all compiles every module, which takes three times as long; done here, the first user does not wait for it. */
function warm() {
  const main = join(root, 'src', 'cli', 'main.ts');
  if (!existsSync(main)) return;
  const oneCase = JSON.stringify({ host: 'MNG', act: 'renew', asOf: '2017-12-07', worker: { nationalities: ['PRK'] } });
  const { status, stderr, error } = spawnSync(node, [main, 'check', '-'], { cwd: root, input: oneCase, encoding: 'utf8', shell: windows });
  const isAnswer = [0, 10, 11, 12].includes(status ?? -1);
  if (isAnswer) return;
  const lines = (stderr ?? '').split('\n');
  const said = error?.message ?? lines.find((line) => /^\w*Error\b/.test(line)) ?? lines[0];
  console.error(`The packages are installed, but a first \`resolute check\` ended with ${status}: ${said}`);
  console.error('Set-up goes on; to see more, run `npx resolute check` on a case of your own.');
}

function stop(message, remedy) {
  console.error(`${message}\n${remedy}`);
  process.exit(1);
}
