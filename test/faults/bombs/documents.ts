import { mkdirSync, writeFileSync } from 'node:fs';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

const network = (folder: string, name: string, text: string | Uint8Array): string => {
  writeFileSync(`${folder}/${name}`, text);
  return `${folder}/${name}`;
};
const PLAN = '{"format_version":"1.2","terraform_version":"1.9.0","resource_changes":[],"planned_values":';

/** Documents of a network that are small and take a lot to read. */
export const DOCUMENT_BOMBS: Readonly<Record<string, (folder: string) => string>> = {
  'JSON of a million nested lists': (folder) =>
    network(folder, 'plan.json', `${PLAN}${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`),
  'JSON of half a gigabyte, in gzip': (folder) =>
    network(
      folder,
      'plan.json.gz',
      gzipSync(Buffer.concat([Buffer.from(`${PLAN}"`), Buffer.alloc(500 * 2 ** 20, 0x78), Buffer.from('"}')])),
    ),
  'JSON of 50 million lists, in gzip': (folder) =>
    network(folder, 'plan.json.gz', gzipSync(Buffer.from(`${PLAN}[${'[],'.repeat(50_000_000)}[]]}`), { level: 1 })),
  'gzip in gzip in gzip': (folder) =>
    network(folder, 'plan.json.gz', gzipSync(gzipSync(gzipSync(Buffer.alloc(500 * 2 ** 20))))),
  'YAML of aliases of aliases': (folder) => {
    const levels = Array.from(
      { length: 9 },
      (_, n) => `${'abcdefghij'[n + 1]}: &${'abcdefghij'[n + 1]} [${`*${'abcdefghij'[n]},`.repeat(9).slice(0, -1)}]`,
    );
    return network(
      folder,
      'network.yaml',
      `schema: tollgate/topology@1\nregion: us-east-1\na: &a [x]\n${levels.join('\n')}\nendpoints: *j\n`,
    );
  },
  'YAML of 100,000 nested lists': (folder) =>
    network(
      folder,
      'network.yaml',
      `schema: tollgate/topology@1\nregion: us-east-1\nendpoints: ${'['.repeat(100_000)}${']'.repeat(100_000)}\n`,
    ),
  'YAML of a merge key in a ring of merge keys': (folder) => {
    const lines = Array.from(
      { length: 60 },
      (_, n) => `m${n}: &m${n} { <<: [${n === 0 ? '{ x: 1 }' : `*m${n - 1}, *m${n - 1}`}], k${n}: 1 }`,
    );
    return network(
      folder,
      'network.yaml',
      `schema: tollgate/topology@1\nregion: us-east-1\n${lines.join('\n')}\nendpoints: [*m59]\n`,
    );
  },
  'a template of joins that double': (folder) => {
    const conditions = Array.from({ length: 40 }, (_, n) => [
      `C${n}`,
      n === 0 ? { 'Fn::Equals': ['a', 'a'] } : { 'Fn::And': [{ Condition: `C${n - 1}` }, { Condition: `C${n - 1}` }] },
    ]);
    const resource = {
      Type: 'AWS::EC2::VPCEndpoint',
      Condition: 'C39',
      Properties: {
        VpcId: 'vpc-1',
        ServiceName: 'com.amazonaws.us-east-1.ssm',
        VpcEndpointType: 'Interface',
        SubnetIds: ['subnet-1'],
      },
    };
    return network(
      folder,
      'template.json',
      JSON.stringify({
        AWSTemplateFormatVersion: '2010-09-09',
        Conditions: Object.fromEntries(conditions),
        Resources: { E: resource },
      }),
    );
  },
  'Terraform source that counts to a thousand million': (folder) => {
    mkdirSync(`${folder}/source`);
    writeFileSync(
      `${folder}/source/main.tf`,
      'locals { many = range(1000000000) }\nresource "aws_vpc_endpoint" "e" {\n  count = 1000000000\n  vpc_id = "vpc-1"\n  service_name = "com.amazonaws.us-east-1.ssm"\n  vpc_endpoint_type = "Interface"\n  subnet_ids = [for n in local.many : "subnet-${n}"]\n}\n',
    );
    return `${folder}/source`;
  },
  'Terraform source of products of products': (folder) => {
    mkdirSync(`${folder}/source`);
    const locals = Array.from({ length: 30 }, (_, n) => `  l${n + 1} = "\${local.l${n}}\${local.l${n}}"`).join('\n');
    const product = `setproduct(${Array.from({ length: 12 }, () => 'range(10)').join(', ')})`;
    writeFileSync(
      `${folder}/source/main.tf`,
      `locals {\n  l0 = "xxxxxxxxxxxxxxxx"\n${locals}\n  p = ${product}\n}\nresource "aws_vpc_endpoint" "e" {\n  for_each = toset([for p in local.p : join("-", p)])\n  vpc_id = local.l30\n  service_name = "com.amazonaws.us-east-1.ssm"\n  vpc_endpoint_type = "Interface"\n}\n`,
    );
    return `${folder}/source`;
  },
  'HCL of 50,000 nested lists': (folder) => {
    mkdirSync(`${folder}/source`);
    writeFileSync(`${folder}/source/main.tf`, `locals { x = ${'['.repeat(50_000)}${']'.repeat(50_000)} }\n`);
    return `${folder}/source`;
  },
};

/** A zip of so many members, each of zeros. */
export function zipOf(members: number, bytes: number): Buffer {
  const zeros = Buffer.alloc(bytes);
  const packed = deflateRawSync(zeros, { level: 9 });
  const check = crc32(zeros);
  const heads: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (let index = 0; index < members; index++) {
    const name = Buffer.from(`bill-${index}.csv`);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(check, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes, 18);
    common.writeUInt16LE(name.length, 22);
    heads.push(Buffer.from('PK\x03\x04', 'latin1'), common, name, packed);
    const entry = Buffer.alloc(42);
    entry.writeUInt16LE(20, 0);
    common.copy(entry, 2);
    entry.writeUInt32LE(at, 38);
    directory.push(Buffer.from('PK\x01\x02', 'latin1'), entry, name);
    at += 30 + name.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members, 4);
  end.writeUInt16LE(members, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...heads, listed, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
