import { configurationOf } from '../../register/configuration.ts';
import { type Call, type Command, isSet } from '../command.ts';
import { EXAMPLE_DAY, isUnfinished, loadExample } from '../example/load.ts';
import { EXIT } from '../exit-codes.ts';
import { Paper } from '../paper.ts';
import { printStart } from '../print/start.ts';
import { ProgressBar } from '../progress-bar.ts';
import { demoAccountsIn } from '../register/credentials.ts';
import { openToServe, runService } from '../register/service.ts';
import { answersHealth, portOf, SERVE_FLAGS } from './serve.ts';

export const start: Command = {
  name: 'start',
  summary: 'run the example register of Mongolia, December 2017, as a service on this machine',
  args: '',
  about:
    'The first start makes the register in the folder RESOLUTE_DATA (data/ by default): ten years of invented permits, quotas, renewals of the month, an account for each role. Later starts keep what is there. An office of your own begins with `resolute user first` and `resolute serve`.',
  flags: SERVE_FLAGS,
  examples: ['resolute start --check --port 0'],
  run: async (call) => {
    // The example's day stands still from its first entry on, so that what is decided while it is made is decided on that day.
    const configuration = { ...configurationOf({ ...process.env, DATABASE_URL: undefined }), standingDay: EXAMPLE_DAY };
    const folder = configuration.folder ?? '';
    const begun = performance.now();
    const register = await openToServe(configuration);
    try {
      const isFirst = await isUnfinished(register.office);
      if (isFirst) await firstTime(call, register, folder);
      const running = await runService(register, configuration, portOf(call));
      const accounts = await demoAccountsIn(folder);
      await printStart(
        {
          url: running.url,
          accounts,
          folder,
          isFirst,
          seconds: (performance.now() - begun) / 1000,
          office: register.office,
          day: register.standingDay,
        },
        new Paper(call.io),
      );
      if (isSet(call, 'check')) await answersHealth(running.url, running.stop);
      await running.ended;
      return EXIT.done;
    } catch (error) {
      await register.close();
      throw error;
    }
  },
};

async function firstTime(call: Call, register: Parameters<typeof loadExample>[0], folder: string): Promise<void> {
  const bar = call.io.errIsTerminal ? new ProgressBar(call.io) : null;
  if (bar === null) call.io.err(`Making the example register of ${EXAMPLE_DAY}: a few seconds, the first time only.\n`);
  try {
    await loadExample(register, folder, (stage, percent) => bar?.show(stage, percent));
  } finally {
    bar?.clear();
  }
}
