import ipaddr from 'ipaddr.js';

/** The first `count` blocks of a range with `hostBits` each (IPv4 default 8, IPv6 default 64); undefined where they do not fit. */
export function subnetsOf(
  block: string | undefined,
  count: number,
  hostBits: number | undefined,
): string[] | undefined {
  if (block === undefined || !ipaddr.isValidCIDR(block)) return undefined;
  const [address, prefix] = ipaddr.parseCIDR(block);
  const width = address.kind() === 'ipv4' ? 32 : 128;
  const bits = hostBits ?? (width === 32 ? 8 : 64);
  const size = 1n << BigInt(bits);
  if (bits > width - prefix || BigInt(count) * size > 1n << BigInt(width - prefix)) return undefined;
  const start = toNumber(address.toByteArray());
  return Array.from({ length: count }, (_, index) => {
    const bytes = toBytes(start + BigInt(index) * size, width / 8);
    return `${ipaddr.fromByteArray(bytes).toString()}/${width - bits}`;
  });
}

const toNumber = (bytes: readonly number[]): bigint => bytes.reduce((total, byte) => total * 256n + BigInt(byte), 0n);

function toBytes(value: bigint, length: number): number[] {
  const bytes = new Array<number>(length);
  let rest = value;
  for (let index = length - 1; index >= 0; index--) {
    bytes[index] = Number(rest % 256n);
    rest /= 256n;
  }
  return bytes;
}
