import { z } from 'zod';

const projectSchema = z.looseObject({
  path: z.string().min(1),
  name: z.string().min(1).optional(),
  usage_file: z.string().min(1).optional(),
});

const configSchema = z.looseObject({
  version: z.union([z.string(), z.number()]).transform(String),
  projects: z.array(projectSchema).min(1),
});

/** What a configuration of Infracost says in our words, and which of its settings have no meaning here. */
export interface ForeignConfig {
  readonly value: unknown;
  readonly ignored: readonly string[];
}

const READ = new Set(['path', 'name', 'usage_file']);

/** Reads an `infracost.yml` (version 0.1) as a policy file; undefined where the value is none. Projects of one name get their path behind it. */
export function infracostConfig(value: unknown): ForeignConfig | undefined {
  const parsed = configSchema.safeParse(value);
  if (!parsed.success || !/^0\.\d+$/.test(parsed.data.version)) return undefined;
  const { projects, version: _, ...rest } = parsed.data;
  const names = projects.map(({ name, path }) => name ?? path);
  const ignored = new Set([
    ...Object.keys(rest),
    ...projects.flatMap((project) => Object.keys(project).filter((key) => !READ.has(key))),
  ]);
  return {
    value: {
      projects: projects.map(({ path, usage_file: usageFile }, index) => {
        const name = names[index] ?? path;
        const isShared = names.filter((each) => each === name).length > 1;
        return { name: isShared ? `${name} (${path})` : name, path, ...(usageFile !== undefined && { usageFile }) };
      }),
    },
    ignored: [...ignored],
  };
}
