import Assembler from 'stream-json/assembler.js';
import type { Token } from 'stream-json/parser.js';

/** What the tokens of an offer file are sorted into. A value handed over is complete; nothing else is kept. */
export interface OfferSink {
  /** A text at the top level: `version`, `publicationDate`, `offerCode`. */
  header(key: string, value: string): void;
  product(sku: string, value: unknown): void;
  productsEnd(): void;
  /** Whether the on-demand terms of a SKU are wanted. */
  wantsTerms(sku: string): boolean;
  terms(sku: string, value: unknown): void;
  onDemandEnd(): void;
}

/**
 * Walks an offer file token by token: `products.<sku>` one at a time, then those of `terms.OnDemand.<sku>` that are wanted. The
 * rest, reserved terms above all, is passed over without being built.
 */
export function offerTokens(sink: OfferSink): (token: Token) => void {
  let depth = 0;
  /** The key last met at each depth; index 1 is the top level. */
  const keys: string[] = [];
  let building: Assembler | undefined;
  const inProducts = (): boolean => depth === 2 && keys[1] === 'products';
  const inOnDemand = (): boolean => depth === 3 && keys[1] === 'terms' && keys[2] === 'OnDemand';

  function close(): void {
    depth -= 1;
    if (depth === 1 && keys[1] === 'products') sink.productsEnd();
    if (depth === 2 && keys[1] === 'terms' && keys[2] === 'OnDemand') sink.onDemandEnd();
  }

  function build(assembler: Assembler, token: Token): void {
    assembler.consume(token);
    if (!assembler.done) return;
    building = undefined;
    const sku = keys[depth] ?? '';
    if (inProducts()) sink.product(sku, assembler.current);
    else sink.terms(sku, assembler.current);
  }

  return (token) => {
    if (building) return build(building, token);
    switch (token.name) {
      case 'keyValue':
        keys[depth] = token.value;
        return;
      case 'startObject':
      case 'startArray':
        if (inProducts() || (inOnDemand() && sink.wantsTerms(keys[3] ?? ''))) {
          building = new Assembler();
          return build(building, token);
        }
        depth += 1;
        return;
      case 'endObject':
      case 'endArray':
        return close();
      case 'stringValue':
        if (depth === 1) sink.header(keys[1] ?? '', token.value);
    }
  };
}
