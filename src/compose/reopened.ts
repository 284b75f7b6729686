/** Something that is opened when it is first asked for, once; where that failed it is tried again at the next request. */
export interface Reopened<Value> {
  open(): Promise<Value>;
  /** What has been asked for so far, without opening it. */
  opened(): Promise<Value> | undefined;
}

export function reopened<Value>(make: () => Promise<Value>): Reopened<Value> {
  let current: Promise<Value> | undefined;
  const attempt = async (): Promise<Value> => {
    try {
      return await make();
    } catch (error) {
      current = undefined;
      throw error;
    }
  };
  return {
    open: () => {
      current ??= attempt();
      return current;
    },
    opened: () => current,
  };
}
