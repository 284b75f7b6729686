// The layout of docs/adr/0001: data flows down ROWS; a folder imports only from rows above its own, siblings never.
const ROWS = [
  ['core'],
  ['telemetry'],
  ['files'],
  ['engines'],
  ['rates', 'topology', 'traffic'],
  ['model'],
  ['capacity'],
  ['recommend'],
  ['report'],
  ['operations'],
  ['history', 'state', 'comments', 'webhooks'],
  ['http', 'cli', 'mcp', 'web', 'action', 'library'],
];
const below = (row) => ROWS.slice(row).flat();

const rowRules = ROWS.flatMap((row, index) =>
  row.map((folder) => {
    const forbidden = below(index).filter((other) => other !== folder);
    return {
      name: `${folder}-imports-only-from-above`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: `^src/(${forbidden.join('|')})/` },
    };
  }),
);

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...rowRules.filter((rule) => !rule.to.path.includes('()')),
    {
      name: 'only-entries-import-compose',
      comment:
        'SDK clients, clock, logger and databases are built in one place and handed down; the library has no entry of a program that could',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/((main|server|worker|action|compose)\\.ts$|compose/|library/)' },
      to: { path: '^src/compose(\\.ts$|/)' },
    },
    {
      name: 'folders-know-no-entry',
      severity: 'error',
      from: { path: '^src/[a-z]+/' },
      to: { path: '^src/(main|server|worker|action|config)\\.ts$' },
    },
    {
      name: 'no-room-imports-anothers',
      comment:
        'an operation uses inputs, options, shared and the watch of prices; another operation it asks for by name',
      severity: 'error',
      from: { path: '^src/operations/([^/]+)/', pathNot: '^src/operations/resources/' },
      to: {
        path: '^src/operations/[^/]+/',
        pathNot: '^src/operations/(inputs|options|shared|resources/price-watch|$1)/',
      },
    },
    {
      name: 'http-runs-downwards',
      comment: 'plugins, routes and compute use the parts below them; those know no route',
      severity: 'error',
      from: { path: '^src/http/(body|exports|idempotency|oidc|openapi|paging|problem|work|refresh)/' },
      to: { path: '^src/http/(plugins|routes)/' },
    },
    {
      name: 'pure-core',
      comment: 'core, model, capacity and report do no I/O',
      severity: 'error',
      from: { path: '^src/(core|model|capacity|report)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(buffer|util)$' },
    },
    {
      name: 'pure-core-knows-no-files',
      severity: 'error',
      from: { path: '^src/(core|model|capacity|recommend|report|operations)/' },
      to: { path: '^src/files/' },
    },
    {
      name: 'operations-know-no-face-and-no-sdk',
      severity: 'error',
      from: { path: '^src/(core|model|capacity|recommend|report|operations)/' },
      to: { path: 'node_modules/(fastify|@fastify|commander|@aws-sdk|@duckdb|kysely|pg|pg-boss)' },
    },
    {
      name: 'engines-apart',
      comment: 'what an engine alone can do stays in its own folder',
      severity: 'error',
      from: { path: '^src/engines/([^/]+)/' },
      to: { path: '^src/engines/[^/]+/', pathNot: '^src/engines/$1/' },
    },
    { name: 'product-knows-no-page', severity: 'error', from: { path: '^src/' }, to: { path: '^web/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
