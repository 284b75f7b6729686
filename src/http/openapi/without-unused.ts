const REF = '#/components/schemas/';

/** Drops the component schemas that nothing refers to: every schema comes in an input and an output form, and few need both. */
export function withoutUnused<D extends object>(document: D): D {
  const { components } = document as { components?: { schemas?: Readonly<Record<string, unknown>> } };
  const schemas = components?.schemas ?? {};
  const used = new Set<string>();
  const visit = (value: unknown): void => {
    for (const name of refsIn(value)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(schemas[name]);
    }
  };
  visit({ ...document, components: undefined });
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
  return { ...document, components: { ...components, schemas: kept } };
}

function refsIn(value: unknown): string[] {
  const text = JSON.stringify(value) ?? '';
  return [...text.matchAll(/"\$ref":"([^"]+)"/g)].flatMap(([, ref]) =>
    ref?.startsWith(REF) ? [ref.slice(REF.length)] : [],
  );
}
