/** A block or a file: attributes and blocks by name, as the parser gives them. */
export type Body = Readonly<Record<string, unknown>>;

export const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const bodyOf = (value: unknown): Body => (isBody(value) ? value : {});

/** Blocks of one kind, in order. */
export const blocksOf = (value: unknown): readonly Body[] =>
  Array.isArray(value) ? value.filter(isBody) : isBody(value) ? [value] : [];

/** A resource or data block by type and name. */
export interface SourceBlock {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly body: Body;
}

/** Everything one folder of source declares, its files merged. */
export interface SourceDeclared {
  readonly variables: ReadonlyMap<string, Body>;
  readonly locals: ReadonlyMap<string, unknown>;
  readonly outputs: ReadonlyMap<string, Body>;
  readonly modules: ReadonlyMap<string, Body>;
  readonly providers: readonly Body[];
  readonly blocks: ReadonlyMap<string, SourceBlock>;
}

export const keyOf = ({ mode, type, name }: Omit<SourceBlock, 'body'>): string =>
  `${mode === 'data' ? 'data.' : ''}${type}.${name}`;

export function declaredIn(files: readonly Body[]): SourceDeclared {
  const named = (kind: string): Map<string, Body> =>
    new Map(
      files.flatMap((file) =>
        Object.entries(bodyOf(file[kind])).flatMap(([name, value]) =>
          blocksOf(value).map((each) => [name, each] as const),
        ),
      ),
    );
  const typed = (kind: string, mode: SourceBlock['mode']): readonly SourceBlock[] =>
    files.flatMap((file) =>
      Object.entries(bodyOf(file[kind])).flatMap(([type, byName]) =>
        Object.entries(bodyOf(byName)).flatMap(([name, value]) =>
          blocksOf(value).map((body): SourceBlock => ({ mode, type, name, body })),
        ),
      ),
    );
  return {
    variables: named('variable'),
    outputs: named('output'),
    modules: named('module'),
    locals: new Map(files.flatMap((file) => blocksOf(file.locals).flatMap((block) => Object.entries(block)))),
    providers: files.flatMap((file) => blocksOf(bodyOf(file.provider).aws)),
    blocks: new Map([...typed('resource', 'managed'), ...typed('data', 'data')].map((block) => [keyOf(block), block])),
  };
}
