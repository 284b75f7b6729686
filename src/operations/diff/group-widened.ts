import ipaddr from 'ipaddr.js';
import type { IngressRule } from '../../topology/topology.ts';

/** Protocol numbers that have names (IANA). */
const NAMES: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', all: '-1' };

/**
 * Whether head's rules admit something that base's did not: each rule and source of head must lie inside one rule of base. Two rules
 * of base that only together cover one of head count as a widening, which errs to the safe side.
 */
export function rulesWiden(base: readonly IngressRule[], head: readonly IngressRule[]): boolean {
  return head.some((rule) => rule.sources.some((source) => !base.some((other) => admits(other, rule, source))));
}

function admits(base: IngressRule, rule: IngressRule, source: string): boolean {
  const protocol = nameOf(base.protocol);
  if (protocol !== '-1' && protocol !== nameOf(rule.protocol)) return false;
  if (protocol !== '-1' && !portsInside(base, rule)) return false;
  return base.sources.some((range) => range === source || rangeInside(range, source));
}

const nameOf = (protocol: string): string => NAMES[protocol.toLowerCase()] ?? protocol.toLowerCase();

function portsInside(base: IngressRule, rule: IngressRule): boolean {
  if (base.fromPort === undefined || base.fromPort < 0) return true;
  if (rule.fromPort === undefined || rule.fromPort < 0) return false;
  return rule.fromPort >= base.fromPort && (rule.toPort ?? rule.fromPort) <= (base.toPort ?? base.fromPort);
}

function rangeInside(range: string, source: string): boolean {
  if (!ipaddr.isValidCIDR(range) || !ipaddr.isValidCIDR(source)) return false;
  const [outer, outerBits] = ipaddr.parseCIDR(range);
  const [inner, innerBits] = ipaddr.parseCIDR(source);
  if (outer.kind() !== inner.kind() || innerBits < outerBits) return false;
  return inner.match(outer, outerBits);
}
