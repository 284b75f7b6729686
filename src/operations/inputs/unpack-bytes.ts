import { gunzipSync } from 'node:zlib';
import { TollgateError } from '../../core/errors.ts';

/** A plan of 100 MB packs into a few; more than this is no document that people hand over. */
const MOST_BYTES = 512 * 1024 * 1024;
const GZIP = [0x1f, 0x8b];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** Names that every saved Terraform plan holds inside its zip. */
const PLAN_ENTRIES = /tfplan|tfstate-prev/;

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

/**
 * Bytes of an input as they are to be decoded: gzip is unpacked, a zip (as Terraform saves plans) is refused with the command that
 * makes it readable. Looks at bytes, so that a binary file is never taken for text in another encoding. Throws TG1006, TG1007, TG1020.
 */
export function unpackBytes(content: Uint8Array, name: string): Uint8Array {
  if (startsWith(content, ZIP)) throw zipError(content, name);
  if (!startsWith(content, GZIP)) return content;
  try {
    const unpacked = gunzipSync(content, { maxOutputLength: MOST_BYTES });
    if (startsWith(unpacked, ZIP)) throw zipError(unpacked, name);
    return unpacked;
  } catch (cause) {
    if (cause instanceof TollgateError) throw cause;
    const isLarge = cause instanceof RangeError;
    throw new TollgateError(isLarge ? 'TG1006' : 'TG1007', `${name} is gzip that cannot be unpacked.`, {
      location: { file: name },
      hint: isLarge ? `It unpacks to more than ${MOST_BYTES} bytes.` : 'The file is damaged or was cut.',
      cause,
    });
  }
}

function zipError(content: Uint8Array, name: string): TollgateError {
  const isPlan = PLAN_ENTRIES.test(Buffer.from(content.subarray(0, 65_536)).toString('latin1'));
  return new TollgateError(
    'TG1020',
    isPlan ? `${name} is a saved Terraform plan (binary), not its JSON.` : `${name} is a zip archive.`,
    {
      location: { file: name },
      hint: isPlan
        ? `Run "terraform show -json ${name} > plan.json" in the folder that made it and pass plan.json.`
        : 'Unpack it and pass the file inside. If it is a saved Terraform plan, pass the output of "terraform show -json FILE".',
    },
  );
}
