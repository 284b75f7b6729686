import { OPERATIONS } from './index.ts';
import type { Operation } from './operation.ts';

/** The operation of that name. */
export async function operationNamed(name: string): Promise<Operation> {
  const operation = await OPERATIONS[name]?.();
  if (!operation) throw new RangeError(`no operation is called ${name}`);
  return operation;
}

/** All of them, in order. */
export const allOperations = (): Promise<readonly Operation[]> =>
  Promise.all(Object.values(OPERATIONS).map((load) => load()));
