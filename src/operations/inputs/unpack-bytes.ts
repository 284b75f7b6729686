import { gunzipSync } from 'node:zlib';
import { TollgateError } from '../../core/errors.ts';
import { isGzip } from '../../core/file-kind.ts';

/** A plan of 100 MB packs into a few; more than this is no document that people hand over. */
const MOST_BYTES = 512 * 1024 * 1024;
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** Other ways to pack a file, by its first bytes: what it is and what unpacks it. */
const PACKED = [
  { magic: [0x42, 0x5a, 0x68], what: 'bzip2', command: 'bunzip2 -k' },
  { magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], what: 'xz', command: 'unxz -k' },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], what: 'zstd', command: 'unzstd' },
  { magic: [0x04, 0x22, 0x4d, 0x18], what: 'lz4', command: 'unlz4 -k' },
  { magic: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], what: '7z', command: '7z x' },
] as const;
/** Archives of one tool inside another's: more is no plan. */
const MOST_LAYERS = 3;
/** gzip and zip as base64 writes their first bytes. */
const PACKED_TEXT = /^\s*(?:H4sI|UEsD)[A-Za-z0-9+/\s]{24,}={0,2}\s*$/;
/** Names that every saved Terraform plan holds inside its zip. */
const PLAN_ENTRIES = /tfplan|tfstate-prev/;

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

/**
 * Bytes of an input as they are to be decoded: gzip is unpacked, a zip (as Terraform saves plans) is refused with the command that
 * makes it readable. Looks at bytes, so that a binary file is never taken for text in another encoding. Throws TG1006, TG1007, TG1020.
 */
export function unpackBytes(content: Uint8Array, name: string, layer = 0): Uint8Array {
  refuseArchive(content, name);
  if (!isGzip(content) || layer >= MOST_LAYERS) return content;
  return unpackBytes(unzipped(content, name), name, layer + 1);
}

/** The same for text that is base64 of packed bytes, as some pipelines hand plans on; any other text is given back as it is. */
export function unpackText(text: string, name: string): Uint8Array | undefined {
  return PACKED_TEXT.test(text) ? unpackBytes(Buffer.from(text, 'base64'), name) : undefined;
}

function unzipped(content: Uint8Array, name: string): Uint8Array {
  try {
    return gunzipSync(content, { maxOutputLength: MOST_BYTES });
  } catch (cause) {
    const isLarge = cause instanceof RangeError;
    throw new TollgateError(isLarge ? 'TG1006' : 'TG1007', `${name} is gzip that cannot be unpacked.`, {
      location: { file: name },
      hint: isLarge ? `It unpacks to more than ${MOST_BYTES} bytes.` : 'The file is damaged or was cut.',
      cause,
    });
  }
}

function refuseArchive(content: Uint8Array, name: string): void {
  if (startsWith(content, ZIP)) throw zipError(content, name);
  const packed = PACKED.find(({ magic }) => startsWith(content, magic));
  if (packed) {
    throw new TollgateError('TG1020', `${name} is packed with ${packed.what}.`, {
      location: { file: name },
      hint: `Run "${packed.command} ${name}" and pass the file that it writes; gzip is read as it is.`,
    });
  }
  if (Buffer.from(content.subarray(257, 262)).toString('latin1') !== 'ustar') return;
  throw new TollgateError('TG1020', `${name} is a tar archive.`, {
    location: { file: name },
    hint: `Run "tar -xf ${name}" and pass the file inside.`,
  });
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
