import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../fixtures/terraform');

/** A synthetic module in a shape that people write: its source, its plan by the real Terraform, and what it makes. */
export interface TerraformCase {
  readonly name: string;
  readonly folder: string;
  /** The plan of the real Terraform and AWS provider, as `terraform show -json` wrote it. */
  readonly plan: Record<string, unknown>;
  /** Zones of each endpoint once it is applied, by address without its type: worked by hand from main.tf. */
  readonly truth: Readonly<Record<string, number>>;
}

const truths = JSON.parse(readFileSync(join(FOLDER, 'truth.json'), 'utf8')) as Record<string, Record<string, number>>;

export const terraformCases = (): TerraformCase[] =>
  readdirSync(FOLDER, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map(({ name }) => ({
      name,
      folder: join(FOLDER, name),
      plan: JSON.parse(readFileSync(join(FOLDER, name, 'plan.json'), 'utf8')),
      truth: truths[name] ?? {},
    }));

/** The provider that every case is planned with. */
export const PROVIDER_FILE = join(FOLDER, 'provider.tf');

/** `module.a.aws_vpc_endpoint.e["x"]` as truth.json writes it: `module.a.e["x"]`. */
export const truthKey = (address: string): string => address.replace('aws_vpc_endpoint.', '');
