import { traced } from './spans.ts';

type Handler = (given: object) => Promise<object>;
interface Called {
  readonly clientName?: unknown;
  readonly commandName?: unknown;
}

interface AnyClient {
  readonly middlewareStack: {
    add(middleware: (next: Handler, called: Called) => Handler, options: { step: 'initialize'; name: string }): void;
  };
}

/** The same client of the AWS SDK; each call of it, retries included, is a span. */
export function watchedClient<Client extends { readonly middlewareStack: { add: unknown } }>(client: Client): Client {
  // Each client has inputs and outputs of its own, which the span does not look at.
  const { middlewareStack } = client as unknown as AnyClient;
  middlewareStack.add(
    (next, { clientName, commandName }) => {
      const service = String(clientName).replace(/Client$/, '');
      const method = String(commandName).replace(/Command$/, '');
      const attributes = { 'rpc.system': 'aws-api', 'rpc.service': service, 'rpc.method': method };
      return (given) => traced(`${service}.${method}`, { kind: 'client', attributes }, () => next(given));
    },
    { step: 'initialize', name: 'span' },
  );
  return client;
}
