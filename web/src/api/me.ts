import { useQuery } from '@tanstack/react-query';
import { ask, isStatic } from './client.ts';

/** Who the key in use is, as GET /v1/me says. */
export interface Me {
  readonly id: string;
  readonly scope: 'read' | 'write' | 'admin';
  /** AWS accounts that it may see; null = all. */
  readonly accounts: readonly string[] | null;
}

export const ME = ['me'] as const;
const askMe = (): Promise<Me> => ask<Me>('v1/me');
const useMe = () => useQuery({ queryKey: ME, queryFn: askMe, enabled: !isStatic });

/** Whether what one does may be kept; not before the service has said so. A folder of files keeps nothing. */
export const useMayWrite = (): boolean => {
  const { data } = useMe();
  return data !== undefined && data.scope !== 'read';
};

/** Whether the key is for some accounts alone; until the service has said so it is not. */
export const useSeesAll = (): boolean => !useMe().data?.accounts;
