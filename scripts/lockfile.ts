interface Entry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

export interface Lockfile {
  packages: Record<string, Entry>;
}

const SYSTEMS = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'wasm32'];

/** Optional dependencies of an exact version that have no entry: packages of other platforms, by the path they would have. */
export function missingPlatforms({ packages }: Lockfile): ReadonlyMap<string, Entry> {
  const missing = new Map<string, Entry>();
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!/^\d/.test(version) || holds(packages, path, name)) continue;
      missing.set(`node_modules/${name}`, platformEntry(name, version, entry.dev === true));
    }
  }
  return missing;
}

/** Adds them in npm's order and gives their paths. */
export function completeLockfile(lock: Lockfile): readonly string[] {
  const missing = missingPlatforms(lock);
  const { '': root = {}, ...others } = { ...lock.packages, ...Object.fromEntries(missing) };
  const sorted = Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1));
  lock.packages = { '': root, ...Object.fromEntries(sorted) };
  return [...missing.keys()];
}

/** Whether Node would find the package from that place: beside it or further up. */
function holds(packages: Lockfile['packages'], from: string, name: string): boolean {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf('node_modules/') - 1))) {
    if (`${base === '' ? '' : `${base}/`}node_modules/${name}` in packages) return true;
    if (base === '') return false;
  }
}

function platformEntry(name: string, version: string, dev: boolean): Entry {
  const os = SYSTEMS.find((system) => name.includes(system));
  const cpu = name.includes('gnueabihf') ? 'arm' : PROCESSORS.find((processor) => name.includes(processor));
  return {
    version,
    ...(cpu !== undefined && { cpu: [cpu] }),
    ...(dev && { dev: true }),
    ...(os === 'linux' && { libc: [name.includes('musl') ? 'musl' : 'glibc'] }),
    optional: true,
    ...(os !== undefined && { os: [os] }),
  };
}
