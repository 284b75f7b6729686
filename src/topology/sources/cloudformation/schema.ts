import { z } from 'zod';

const section = z.record(z.string(), z.unknown());

/** The function that calls a macro where it stands. */
export const TRANSFORM = 'Fn::Transform';

/** A template: only the sections that can say something about endpoints. Everything else may hold anything. */
export const templateSchema = z.looseObject({
  Transform: z.unknown().optional(),
  Parameters: z
    .record(z.string(), z.looseObject({ Type: z.unknown(), Default: z.unknown(), NoEcho: z.unknown() }).partial())
    .optional(),
  Mappings: section.optional(),
  Conditions: section.optional(),
  Resources: section,
  Outputs: section.optional(),
});

/** A resource after loops are expanded. `Condition` names a condition; `Metadata` carries the local path of a CDK asset. */
export const resourceSchema = z.looseObject({
  Type: z.string(),
  Condition: z.string().optional(),
  Properties: section.optional(),
  Metadata: section.optional(),
});

/** The CDK cloud assembly's manifest.json: which template is which stack, in which account and Region. */
export const manifestSchema = z.looseObject({
  version: z.string(),
  /** Context that the CDK could not look up: what depends on it is a placeholder. */
  missing: z.array(z.unknown()).optional(),
  artifacts: z.record(
    z.string(),
    z.looseObject({
      type: z.string(),
      environment: z.string().optional(),
      displayName: z.string().optional(),
      properties: z
        .looseObject({
          templateFile: z.string().optional(),
          stackName: z.string().optional(),
          directoryName: z.string().optional(),
          parameters: z.record(z.string(), z.string()).optional(),
        })
        .optional(),
    }),
  ),
});

export type Template = z.infer<typeof templateSchema>;
export type TemplateResource = z.infer<typeof resourceSchema>;
