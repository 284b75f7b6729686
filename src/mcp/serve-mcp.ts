import { once } from 'node:events';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { TollgateError } from '../core/errors.ts';
import { VERSION } from '../core/version.ts';
import { allOperations } from '../operations/operation-named.ts';
import type { Services } from '../operations/services.ts';
import { belowFolder } from './below-folder.ts';
import { callTool, toolName, toolOf } from './tools.ts';

export interface McpOptions {
  /** The only folder that is read. */
  readonly folder: string;
  /** Inputs may lie in buckets. */
  readonly isOnline: boolean;
}

/** Serves every operation that only answers as a tool over standard input and output, until the client goes. Nothing is written or kept. */
export async function serveMcp(services: Services, { folder, isOnline }: McpOptions): Promise<void> {
  const operations = (await allOperations()).filter(({ changes }) => changes === undefined);
  const files = belowFolder(folder, services, isOnline);
  const server = new Server({ name: 'tollgate', version: VERSION }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: operations.map(toolOf) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, arguments: given = {} } }) => {
    const operation = operations.find((each) => toolName(each) === name);
    if (!operation) return refused(new TollgateError('TG1012', `No tool is called ${name}.`));
    try {
      const { document, text } = await callTool(operation, given, services, files);
      return { content: [{ type: 'text', text }], structuredContent: document as Record<string, unknown> };
    } catch (error) {
      if (error instanceof TollgateError) return refused(error);
      throw error;
    }
  });
  await server.connect(new StdioServerTransport());
  await once(process.stdin, 'end');
  await server.close();
}

const refused = ({ code, message, hint }: TollgateError) => ({
  isError: true,
  content: [{ type: 'text' as const, text: `${code}: ${message}${hint === undefined ? '' : `\n${hint}`}` }],
});
