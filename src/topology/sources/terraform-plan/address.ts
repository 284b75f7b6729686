/** An instance key in a Terraform address: ["key"] or [0]. */
const KEY = /\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g;
const LAST_KEY = /\[(?:"(?:[^"\\]|\\.)*"|\d+)\]$/;
const MODULE = /^(?:module\.[\w-]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?\.)+/;

/** `module.a["k"].aws_subnet.x[0]` in parts. */
export interface AddressParts {
  /** Module instance, "" for the root: module.a["k"]. */
  readonly module: string;
  /** The resource it is an instance of: module.a["k"].aws_subnet.x. */
  readonly resource: string;
  /** Its place in the configuration, which knows no instances: module.a.aws_subnet.x. */
  readonly configuration: string;
}

export function addressParts(address: string): AddressParts {
  const module = MODULE.exec(address)?.[0].slice(0, -1) ?? '';
  return { module, resource: address.replace(LAST_KEY, ''), configuration: withoutKeys(address) };
}

export const withoutKeys = (address: string): string => address.replace(KEY, '');

/** Puts a name into a module: inModule("module.a", "aws_vpc.x") is "module.a.aws_vpc.x". */
export const inModule = (module: string, name: string): string => (module === '' ? name : `${module}.${name}`);

/** The module that calls a module, and the name of that call; undefined for the root. */
export function callerOf(module: string): { readonly module: string; readonly call: string } | undefined {
  const path = module.replace(LAST_KEY, '');
  const match = /^(?:(.*)\.)?module\.([\w-]+)$/.exec(path);
  return match?.[2] === undefined ? undefined : { module: match[1] ?? '', call: match[2] };
}
