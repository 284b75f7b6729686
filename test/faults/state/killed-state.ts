import { createBudgetStore } from '../../../src/state/budget-store.ts';
import type { Fault } from '../outcome.ts';
import { runNode } from '../process.ts';
import { look, withState } from './state-files.ts';

/** A process that keeps budgets in the embedded database is killed; what it called kept is there, once. */
export const killedState: Fault = {
  kind: 'a kill while state is written',
  tries: 50,
  attempt: (index) =>
    withState(async (dataDir) => {
      let isTimed = false;
      const { out, err } = await runNode('test/faults/state/write-state.ts', [dataDir], {
        onOutput: (_text, kill) => {
          if (!isTimed) setTimeout(() => kill('SIGKILL'), (index * 37) % 400);
          isTimed = true;
        },
      });
      const kept = out.split('\n').slice(0, -1).length;
      const names = await look(dataDir, async (db) =>
        (await createBudgetStore(db).list({ limit: 100_000 })).map(({ budget }) => budget.name),
      );
      const different = new Set(names).size;
      const isLost = Array.from({ length: kept }, (_, number) => `budget-${number}`).some(
        (name) => !names.includes(name),
      );
      return {
        wrong: [
          ...(isLost ? (['lost'] as const) : []),
          ...(names.length > different ? (['doubled'] as const) : []),
          ...(kept === 0 ? (['crashed'] as const) : []),
        ],
        said: `${kept} kept, ${names.length} found ${err.slice(-300)}`,
      };
    }),
};
