import { counted } from '../../report/words.ts';
import { operation } from '../operation.ts';
import { DIFF_INPUTS, DIFF_OPTIONS } from './declared.ts';
import { DIFF_EXAMPLE } from './example.ts';

export const diff = operation({
  name: 'diff',
  command: ['diff'],
  summary: 'compare two states of a network: what the change costs, and whether it keeps the limits',
  document: 'diff',
  noun: 'a diff',
  inputs: DIFF_INPUTS,
  options: DIFF_OPTIONS,
  rest: {
    path: '/v1/diffs',
    tag: 'diffs',
    operationId: 'createDiff',
    summary: 'What a change of the network costs',
    description:
      'Takes both states (JSON or multipart), or a Terraform plan alone, and answers with the diff; as text/markdown it is the ' +
      'body of a comment. Limits are judged where the request sets them: the header tollgate-gate holds the verdict.',
    errors: [
      ...([
        'TG1120',
        'TG1121',
        'TG1302',
        'TG1401',
        'TG5001',
        'TG5002',
        'TG5003',
        'TG5004',
        'TG6007',
        'TG6010',
      ] as const),
    ],
    examples: [DIFF_EXAMPLE],
    light: true,
  },
  run: async (inputs, options, ports) => {
    const { diffed } = await import('./diffed.ts');
    return diffed(inputs, options, ports);
  },
  view: async (document, { title }) => (await import('../../report/views/diff.ts')).viewDiff(document, { title }),
  judge: ({ gates, newlyUnknown }) => ({
    exceeded: gates.filter(({ passed }) => !passed).map(({ name, reason }) => `Gate ${name} exceeded: ${reason}`),
    undecided: gates
      .filter(({ undetermined }) => undetermined)
      .map(({ name, reason }) => `Gate ${name} is not decided: ${reason}`),
    ...(newlyUnknown.length > 0 && {
      unknown: `${counted(newlyUnknown.length, 'cost line is', 'cost lines are')} newly unknown`,
    }),
    judged: gates.length > 0,
  }),
});
