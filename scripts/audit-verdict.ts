/** What `npm audit --json` prints: counts and what is concerned, or the answer of a registry without that service. */
export interface AuditOutput {
  readonly metadata?: { readonly vulnerabilities?: Readonly<Record<string, number>> };
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>;
  readonly message?: string;
  readonly statusCode?: number;
}

const GRAVE = ['high', 'critical'];

/** Whether the packages that are shipped, by name, may be shipped, in one line. An audit that did not happen is not a pass in silence. */
export function auditVerdict(
  output: AuditOutput | undefined,
  shipped: ReadonlySet<string>,
): { readonly passed: boolean; readonly line: string } {
  if (output?.metadata?.vulnerabilities === undefined) {
    const why =
      output?.statusCode === undefined
        ? 'the registry could not be asked'
        : `the registry answered ${output.statusCode}`;
    return { passed: true, line: `NOT AUDITED: ${why}, so nothing is known about the dependencies.` };
  }
  const grave = Object.entries(output.vulnerabilities ?? {}).filter(
    ([name, { severity }]) => shipped.has(name) && GRAVE.includes(severity),
  );
  if (grave.length === 0) return { passed: true, line: 'No vulnerability of level high or critical is known.' };
  const named = grave.map(([name, { severity }]) => `${name} (${severity})`).join(', ');
  return { passed: false, line: `${grave.length} of level high or critical: ${named}. Run npm audit for details.` };
}
