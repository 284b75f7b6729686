import type { z } from 'zod';
import type { Forecaster } from '../capacity/forecasting/forecaster.ts';
import type { ErrorCode } from '../core/errors.ts';
import type { RateSource } from '../rates/rate-source.ts';
import type { Rendering } from '../report/formats/format.ts';
import type { FormatName } from '../report/formats/index.ts';
import type { View } from '../report/view.ts';
import type { Given } from './inputs/given.ts';

/** Where people give inputs and options: command line, REST, GitHub Action, `tollgate.yml` and tools of the Model Context Protocol. */
export const FACES = ['cli', 'rest', 'action', 'settings', 'mcp'] as const;
export type Face = (typeof FACES)[number];

/** Faces that do not offer something, each with the reason. */
type NotIn = Partial<Readonly<Record<Face, string>>>;

/** Where a setting stands in the policy file: a project may have its own, it is a limit, or it holds for the whole file. */
export type SettingPlace = 'project' | 'gates' | 'file';

/** A setting of the policy file: at the top of it and under its own name, unless this says otherwise. */
interface SettingOf {
  readonly place?: SettingPlace | undefined;
  readonly key?: string | undefined;
}

/** One option of an operation: every face derives its flag, parameter, input or setting from it. */
export interface OperationOption<T = unknown> {
  /** Checks and converts what any face hands over: words of a command line, a query, JSON or YAML. */
  readonly schema: z.ZodType<T>;
  /** A sentence without its full stop, without the default. */
  readonly says: string;
  /** What holds where it is absent, as help shows it. */
  readonly default?: string | undefined;
  /** What stands for the value in help, such as `region=gb`; absent = a flag that is on or off. */
  readonly value?: string | undefined;
  /** It may be given several times. */
  readonly many?: boolean | undefined;
  readonly required?: boolean | undefined;
  /** None holds a space: several may stand on one line of a workflow. */
  readonly spaced?: boolean | undefined;
  readonly choices?: readonly string[] | undefined;
  /** Its name on the command line, where that is not its own in kebab case. */
  readonly flag?: string | undefined;
  /** It changes how the answer is written, not what it is. */
  readonly writes?: boolean | undefined;
  /** Several may follow its flag; each may be a list with commas. */
  readonly variadic?: boolean | undefined;
  /** It fits a JSON body alone: a mapping or a list of objects has no form in a query string. */
  readonly bodyOnly?: boolean | undefined;
  /** It can be turned off: what `--no-NAME` does. */
  readonly negatable?: string | undefined;
  readonly setting?: SettingOf | undefined;
  readonly not?: NotIn | undefined;
}

export type Options = Readonly<Record<string, OperationOption>>;

/** What the options of an operation come to, once checked. */
export type OptionValues<O extends Options> = { readonly [K in keyof O]?: z.output<O[K]['schema']> | undefined };

/** One document that an operation reads. */
export interface DocumentInput {
  readonly says: string;
  readonly required?: boolean | undefined;
  readonly many?: boolean | undefined;
  /** Flag of the command line, without its dashes; several files may follow it where `variadic`. */
  readonly flag: string;
  readonly short?: string | undefined;
  readonly variadic?: boolean | undefined;
  /** A command line may give it several times: each is a project. */
  readonly projects?: boolean | undefined;
  /** What stands for the value in help. */
  readonly value?: string | undefined;
  /** Name of the part in a multipart body. */
  readonly part: string;
  /** Key in a JSON body beside other inputs, and what may stand there; absent = a part only. */
  readonly key?: { readonly name: string; readonly schema: z.ZodType } | undefined;
  /** Read as a network: with the files beside it, from a folder too. */
  readonly network?: boolean | undefined;
  /** A path, folder or glob that the operation opens itself. */
  readonly isPath?: boolean | undefined;
  /** A flag among the options that stands in its place: what it would describe is fetched. */
  readonly insteadBy?: string | undefined;
  /** Where it is not given, the policy file may name it. */
  readonly fromPolicy?: boolean | undefined;
  /** It may carry a name: NAME=FILE. */
  readonly named?: boolean | undefined;
  /** Where it is not given, it is the file that the answer replaces, if there is one. */
  readonly fromOutFile?: boolean | undefined;
  /** What to do where it is missing. */
  readonly hint?: string | undefined;
  /** Kept on disk while a request is worked on: bills have no size that memory bounds. */
  readonly onDisk?: boolean | undefined;
  readonly setting?: SettingOf | undefined;
  readonly not?: NotIn | undefined;
}

export type Inputs = Readonly<Record<string, DocumentInput>>;

/** The documents a face was given. */
export type GivenInputs<I extends Inputs> = { readonly [K in keyof I]?: readonly Given[] | undefined };

/** The tree of a revision, in a folder of its own. */
export interface Checkout {
  readonly path: string;
  /** Top folder of the repository that the revision is of. */
  readonly repository: string;
  readonly remove: () => Promise<void>;
}

/** Files as a command line or a workflow has them. */
export interface Disk {
  /** The working directory. */
  readonly folder: string;
  readonly kindOf: (path: string) => Promise<'file' | 'folder' | undefined>;
  /** Bytes of a file, or of standard input for `-`. */
  readonly open: (path: string) => Promise<Uint8Array>;
  /** Checks a revision out; undefined where the folder is in no repository. Throws TG1208. Absent where no Git may be asked. */
  readonly checkout?: ((revision: string, folder: string) => Promise<Checkout | undefined>) | undefined;
  /** Environment of the command line, for the `TF_VAR_` variables of a folder of Terraform source. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}

/** What computing operations may ask of the outside: rates, methods, a clock and files. Nothing else. */
export interface ComputePorts {
  readonly rates: RateSource;
  readonly forecasters: () => Promise<readonly Forecaster[]>;
  readonly now: () => Date;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** Another operation, for one that builds on its answer. */
  readonly operation: (name: string) => Promise<Operation>;
  /** The files of whoever asks: absent in the service, which reads none that a request names. */
  readonly disk?: Disk | undefined;
  /** Longest search in seconds that the face allows; absent = the option alone decides. */
  readonly searchSeconds?: number | undefined;
}

/** What a document says of limits, for exit codes, headers and checks. */
export interface Verdict {
  /** Limits that are crossed, a sentence each. */
  readonly exceeded: readonly string[];
  /** What the answer leaves out as unknown, such as `2 cost lines are unknown`; absent = nothing. */
  readonly unknown?: string | undefined;
  /** Limits that unknown data leaves undecided, a sentence each. */
  readonly undecided?: readonly string[] | undefined;
  /** Whether any limit was set. */
  readonly judged: boolean;
  /** The answer says that the work failed, in whole or in part. */
  readonly failed?: boolean | undefined;
}

/** How much of a long document people want to see. */
export interface Shown {
  /** People look at it: long lists are cut to what matters most. */
  readonly isShort: boolean;
}

/** What an operation answers: the document, and what only a format needs. */
export interface Answer<D> {
  readonly document: D;
  /** What some formats read beside the document. */
  readonly also?: Partial<Pick<Rendering, 'parts' | 'paths' | 'step'>> | undefined;
  /** Further files that were asked for by path. */
  readonly files?: readonly { readonly path: string; readonly text: string }[] | undefined;
  /** What people see, where it says more than the document. */
  readonly view?: (() => Promise<View>) | undefined;
  /** A line for people beside the answer. */
  readonly remark?: string | undefined;
  /** Tag of the comment, as the project of the policy file says. */
  readonly tag?: string | undefined;
}

/** Its place in the REST API. */
export interface RestPlace {
  readonly path: string;
  readonly tag: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  /** Errors beside those that reading networks can end with. */
  readonly errors: readonly ErrorCode[];
  /** Bodies that the OpenAPI document shows; each can be sent as it is. */
  readonly examples: readonly unknown[];
  /** Options stand beside the inputs in a JSON body, not in its `options`. */
  readonly flat?: boolean | undefined;
  /** Small requests are worked on at once, without a worker. */
  readonly light?: boolean | undefined;
}

/** One thing Tollgate does, declared once. Faces know nothing of it but this. */
export interface Operation<I extends Inputs = Inputs, O extends Options = Options, D = unknown, P = ComputePorts> {
  readonly name: string;
  /** Words of the command line, such as `budget check`. */
  readonly command: readonly string[];
  readonly summary: string;
  readonly description?: string | undefined;
  /** Kind of the document: formats that write every document write it, and those that name the kind. */
  readonly document: string;
  /** The document with its article, for sentences: `an estimate`. */
  readonly noun: string;
  /** Formats that fit, the usual one first; absent = every one that the document has. */
  readonly formats?: readonly FormatName[] | undefined;
  /** What it changes beside its answer: faces that only compute do not offer it. */
  readonly changes?: string | undefined;
  readonly inputs: I;
  readonly options: O;
  /** One of these inputs must be given; the message says which. */
  readonly needs?: { readonly oneOf: readonly (keyof I & string)[]; readonly hint: string } | undefined;
  readonly rest?: RestPlace | { readonly not: string };
  run(inputs: GivenInputs<I>, options: OptionValues<O>, ports: P): Promise<Answer<D>>;
  /** The document as people read it; absent = no format draws it, or the answer brings its own. */
  view?(document: D, options: OptionValues<O>, shown: Shown): Promise<View>;
  judge?(document: D, options: OptionValues<O>): Verdict;
}

/** Keeps the names of inputs and options, so that `run` is typed by what is declared. */
export const operation = <I extends Inputs, O extends Options, D, P = ComputePorts>(
  declared: Operation<I, O, D, P>,
): Operation<I, O, D, P> => declared;
