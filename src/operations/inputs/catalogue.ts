import { z } from 'zod';
import type { DocumentInput } from '../operation.ts';
import { NOT_OF_FOLDERS, OF_PROJECT } from '../options/common.ts';

const cell = z.union([z.string().max(1024), z.number(), z.null()]);
const document = z.looseObject({});

/** Keeps what is declared. */
const input = <const I extends DocumentInput>(declared: I): I => declared;

/** What an operation reads of a network: the same documents, under the same names, in every operation. */
export const networkInputs = {
  network: input({
    says: 'Terraform plan JSON, CloudFormation template, CDK assembly (cdk.out), topology file, snapshot or a folder of answers of AWS (describe commands, AWS Config, Steampipe); - reads standard input',
    required: true,
    flag: 'path',
    short: 'p',
    part: 'file',
    key: { name: 'document', schema: document },
    network: true,
    hint: 'Give the file to read, for example --path plan.json.',
  }),
  parameterFiles: input({
    says: 'template parameters as the AWS CLI takes them',
    many: true,
    flag: 'parameter-file',
    part: 'parameters',
    setting: OF_PROJECT,
  }),
  terraformVarFiles: input({
    says: 'values of the variables of a folder of Terraform source, in HCL or JSON (.tfvars, .tfvars.json)',
    many: true,
    flag: 'terraform-var-file',
    part: 'terraformVariables',
    not: NOT_OF_FOLDERS,
  }),
  plan: input({
    says: 'Terraform plan JSON of the folder of source that is given as the network: each settles what the other leaves unknown',
    flag: 'plan',
    part: 'plan',
    not: NOT_OF_FOLDERS,
  }),
  traffic: input({
    says: 'measured traffic: CSV or Parquet of bytes by endpoint, zone and period',
    many: true,
    flag: 'traffic',
    part: 'traffic',
    key: { name: 'traffic', schema: z.array(z.record(z.string().max(64), cell)) },
    setting: OF_PROJECT,
  }),
  usage: input({
    says: 'stated traffic: an Infracost usage file 0.1',
    flag: 'usage-file',
    part: 'usage',
    key: { name: 'usage', schema: document },
    setting: OF_PROJECT,
  }),
} as const;

/** The same, where a scan may stand in the place of the network. */
export const networkOrScan = input({ ...networkInputs.network, insteadBy: 'scan' });

/** The same, where a saved estimate may stand for the network. */
export const networkOrEstimate = input({
  ...networkOrScan,
  says: 'Terraform plan JSON, CloudFormation template, CDK assembly (cdk.out), topology file, snapshot, a folder of answers of AWS or saved estimate; - reads standard input',
});

/** Discounts as a file. */
export const discountInputs = {
  discounts: input({
    says: 'price at what is paid, list price beside it: what reconcile --format json learned, or a tollgate/discounts@1 file',
    flag: 'discounts',
    part: 'discounts',
    key: { name: 'discounts', schema: document },
  }),
} as const;

/** The files of one bill. */
export const bills = input({
  says: 'billing export: CUR or FOCUS as CSV, CSV.GZ, zip or Parquet, or Cost Explorer as JSON or CSV; files, quoted globs, a folder, a manifest, s3://bucket/prefix or athena://catalog.database.table?month=YYYY-MM',
  many: true,
  variadic: true,
  flag: 'bill',
  part: 'bill',
  value: 'files',
  onDisk: true,
});
