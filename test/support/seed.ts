import fc from 'fast-check';

/** Every property draws the same values in every run, so that a red run is repeated by running again; RESOLUTE_SEED draws others. */
fc.configureGlobal({ seed: Number(process.env.RESOLUTE_SEED ?? 2397) });
