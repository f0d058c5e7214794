import { lockFolder } from '../../src/store/lock.ts';

/** A process that takes a folder and holds it until it is killed, or ends at once, and says whether it got it. */
const [, , folder = '', once] = process.argv;
try {
  lockFolder(folder);
  console.log('held');
  if (once === undefined) setInterval(() => undefined, 1000);
} catch (error) {
  console.log(error instanceof Error && 'code' in error ? String(error.code) : String(error));
}
