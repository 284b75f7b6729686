import type { z } from 'zod';
import type { DocumentInput, OperationOption, SettingPlace } from '../operation.ts';

/** A setting of the policy file that stands for an input or option of an operation. */
export interface Setting {
  readonly kind: 'input' | 'option';
  readonly name: string;
  /** Its key in the file. */
  readonly key: string;
  readonly place: SettingPlace;
}

type Declared = {
  readonly inputs: Readonly<Record<string, DocumentInput>>;
  readonly options: Readonly<Record<string, OperationOption>>;
};

/** Every setting that an operation gives the policy file. */
export const settingsOf = ({ inputs, options }: Declared): readonly Setting[] => [
  ...Object.entries(inputs)
    .filter(([, { not }]) => not?.settings === undefined)
    .map(([name, { flag, many, setting = {} }]): Setting => {
      const key = setting.key ?? (many === true ? name : camel(flag));
      return { kind: 'input', name, key, place: setting.place ?? 'file' };
    }),
  ...Object.entries(options)
    .filter(([, { not }]) => not?.settings === undefined)
    .map(([name, { setting = {} }]): Setting => {
      return { kind: 'option', name, key: setting.key ?? name, place: setting.place ?? 'file' };
    }),
];

/** Keys and shapes of the settings in one place of the file: paths for documents, what the option takes for options. */
export const settingsShape = (
  { inputs, options }: Declared,
  places: readonly SettingPlace[],
  paths: { readonly one: z.ZodType; readonly many: z.ZodType },
): Readonly<Record<string, z.ZodType>> =>
  Object.fromEntries(
    settingsOf({ inputs, options })
      .filter(({ place }) => places.includes(place))
      .map(({ kind, name, key }) => {
        const schema = kind === 'option' ? options[name]?.schema : inputs[name]?.many === true ? paths.many : paths.one;
        const says = (kind === 'option' ? options[name] : inputs[name])?.says ?? '';
        return [key, (schema ?? paths.one).describe(says).optional()];
      }),
  );

const camel = (flag: string): string => flag.replace(/-[a-z]/g, (letters) => letters.charAt(1).toUpperCase());
