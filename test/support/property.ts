import fc from 'fast-check';

// The same cases each time: a failure is of the change, not of the day.
fc.configureGlobal({ seed: 20_261_130 });

/** fast-check as every test takes it: with the one seed. */
export { fc };

const SHARE = 5;

/** Cases of a property: all with FULL=1, as in the landing run, else a fifth, at least 20. */
export const runs = (all: number): number =>
  process.env['FULL'] === '1' ? all : Math.min(all, Math.max(20, Math.ceil(all / SHARE)));
