interface Locked {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

/** Names of the packages that users get: those installed with the package, and those that the bundle holds by its notices. */
export function shippedPackages(lock: Locked, notices: string): ReadonlySet<string> {
  const installed = Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  const bundled = [...notices.matchAll(/^(\S+) \d\S* \([^)\n]+\)$/gm)].map(([, name = '']) => name);
  return new Set([...installed, ...bundled]);
}
