import type { FastifyContextConfig } from 'fastify';
import type { ErrorCode } from '../../core/errors.ts';
import type { DocumentInput, Operation, RestPlace } from '../../operations/operation.ts';
import { FORMATS } from '../../report/formats/index.ts';
import { COMPONENTS } from '../openapi/components.ts';
import { formatNames } from './answer-format.ts';
import { bodyName, leadingKey, sentence } from './request-schemas.ts';

/** A named schema of the OpenAPI document. */
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** A plan or template: its shape is its maker's. */
const FOREIGN = { type: 'object', additionalProperties: true, description: 'A Terraform plan or another document.' };

/** What reading documents from a request may end with. */
const READ_ERRORS: readonly ErrorCode[] = [
  ...(['TG1001', 'TG1002', 'TG1003', 'TG1004', 'TG1005', 'TG1006', 'TG1008', 'TG1009', 'TG1010', 'TG1011'] as const),
  ...(['TG1012', 'TG1013', 'TG1014', 'TG1101', 'TG1102', 'TG1103', 'TG1104', 'TG1201', 'TG1202'] as const),
  ...(['TG1503', 'TG1504', 'TG1507', 'TG1508'] as const),
];

/** Headers of a request that stores nothing. */
const PURE_HEADERS = {
  type: 'object',
  properties: {
    'idempotency-key': {
      type: 'string',
      description: 'Accepted; repeating the request gives the same answer anyway.',
    },
  },
};

/** What no zod schema tells of the route: bodies that are read as bytes and answers that are written as text. */
export const describedOperation = (operation: Operation, rest: RestPlace): FastifyContextConfig => ({
  errors: [...READ_ERRORS, ...rest.errors],
  describe: {
    headers: PURE_HEADERS,
    body: { content: { ...documents(operation, rest), ...parts(operation) } },
    response: { 200: { description: sentence(operation.noun), ...gateHeader(operation), content: answers(operation) } },
  },
});

/** The same for a request that sends no document. */
export const describedAnswer = (operation: Operation) => ({
  response: { 200: { description: sentence(operation.noun), content: answers(operation) } },
});

function documents(operation: Operation, { examples }: RestPlace) {
  const inputs = Object.values(operation.inputs);
  if (inputs.some(({ required, key }) => required === true && key === undefined)) return {};
  const several = leadingKey(operation) === undefined ? [] : [ref(`${bodyName(operation)}Input`)];
  const one = inputs[0]?.named === true ? [] : [ref('TopologyInput'), FOREIGN];
  const schemas = [...several, ...one];
  return {
    'application/json': { schema: { ...(schemas.length === 1 ? schemas[0] : { anyOf: schemas }), examples } },
    'application/yaml': { schema: several[0] ?? ref('TopologyInput') },
  };
}

function parts(operation: Operation) {
  const inputs = Object.values(operation.inputs).filter(({ not, named }) => not?.rest === undefined && named !== true);
  if (inputs.length === 0) return {};
  const required = inputs.filter((input) => input.required === true).map(({ part }) => part);
  const properties = Object.fromEntries(inputs.map((input) => [input.part, filePart(input)]));
  const options = { type: 'string', contentMediaType: 'application/json', description: 'The options as JSON.' };
  return { 'multipart/form-data': { schema: { type: 'object', required, properties: { ...properties, options } } } };
}

const filePart = ({ says, many }: DocumentInput) => ({
  type: 'string',
  contentMediaType: 'application/octet-stream',
  description: sentence(many === true ? `${says}; the part may be repeated` : says),
});

/** A document as JSON and in every other form it has. */
function answers(operation: Operation) {
  const component = COMPONENTS[operation.document];
  return Object.fromEntries(
    formatNames(operation).map((name) => {
      const { mediaType } = FORMATS[name];
      if (name === 'json') return [mediaType, { schema: component === undefined ? {} : ref(component) }];
      const isJson = mediaType.endsWith('+json');
      return [
        mediaType,
        { schema: isJson ? { type: 'object', description: `The format ${name}.` } : { type: 'string' } },
      ];
    }),
  );
}

const gateHeader = ({ judge, document }: Operation) =>
  judge && document === 'diff'
    ? {
        headers: {
          'tollgate-gate': {
            type: 'string',
            enum: ['passed', 'exceeded', 'none'],
            description: 'Whether the limits of the request are kept.',
          },
        },
      }
    : {};
