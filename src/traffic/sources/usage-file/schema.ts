import { z } from 'zod';

/** Usage of one resource: only the key of endpoints is ours; every other key belongs to other tools' resources. */
const entry = z.looseObject({ monthly_data_processed_gb: z.unknown().optional() }).nullish();

/** The parts of an Infracost usage file (version 0.1) that concern endpoints. Other keys are tolerated. */
export const usageFileSchema = z.looseObject({
  version: z.union([z.string(), z.number()]),
  resource_usage: z.record(z.string(), z.unknown()).nullish(),
  resource_type_default_usage: z.record(z.string(), z.unknown()).nullish(),
});

export const usageEntrySchema = entry;

/** The resource type whose default applies to every endpoint. */
export const ENDPOINT_TYPE = 'aws_vpc_endpoint';

/** The only version in use; Infracost itself refuses any other. */
export const USAGE_FILE_VERSION = '0.1';
