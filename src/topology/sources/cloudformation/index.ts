import type { TopologySource } from '../../topology-source.ts';
import { isAssembly, isTemplate } from './recognise.ts';

/** CloudFormation, SAM and CDK templates, YAML or JSON, and a CDK cloud assembly through its manifest.json. */
export const cloudformation: TopologySource = {
  kind: 'cloudformation',
  accepts: ({ value }) => isTemplate(value) || isAssembly(value),
  read: async (document, options) => (await import('./read.ts')).readStacks(document, options),
};
