import type { Finding } from '../core/finding.ts';
import type { InputDocument } from '../core/input-document.ts';
import type { Topology } from './topology.ts';

/** Reads what lies beside an input. Paths are relative to the folder of the input, or to the input where that is a folder. */
export interface ReadSibling {
  (path: string): Promise<InputDocument | undefined>;
  /** Source files of a folder by name; undefined where there is no such folder. */
  readonly folder?: (path: string) => Promise<ReadonlyMap<string, string> | undefined>;
  /** Environment of whoever asks, for the `TF_VAR_` variables of a folder. Absent where a request asks. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}

/** A folder of Terraform source beside the plan that it made. */
export interface PlanSource {
  /** What errors call it. */
  readonly name: string;
  readonly folder: NonNullable<ReadSibling['folder']>;
}

/** A text file by name. */
export interface SourceText {
  readonly name: string;
  readonly text: string;
}

/** Values for the variables of a folder of Terraform source, as Terraform's own `-var` and `-var-file` give them. */
export interface TerraformVariables {
  readonly files: readonly SourceText[];
  /** Texts by name of the variable; they win over files. */
  readonly words: Readonly<Record<string, string>>;
  /** They may have nothing to act on: the state before of a diff can be a saved estimate, or declare fewer variables. */
  readonly isOptional?: boolean | undefined;
}

/** What a source may be told from outside. */
export interface TopologyReadOptions {
  /** Region for entries that name none, after the input's own knowledge. */
  readonly region?: string | undefined;
  /** Which side of a change to read, where the input holds both: after it (default) or before it. */
  readonly side?: 'after' | 'before' | undefined;
  /** Template parameters given by the user. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** Variables of a folder of Terraform source; every other input refuses them. */
  readonly terraform?: TerraformVariables | undefined;
  /** The source that a plan was made from: it settles what the plan leaves unknown before apply. Every other input refuses it. */
  readonly source?: PlanSource | undefined;
  /** Reads a document that stands inside the input (a template in a plan). */
  readonly inner?: ((document: InputDocument, options: TopologyReadOptions) => Promise<TopologyReading>) | undefined;
  /** Reads another file beside the input (a nested template); undefined where there is none. Absent where there are no files (a request body). */
  readonly sibling?: ReadSibling | undefined;
}

/** A network and what the reader should know about how it was read. */
export interface TopologyReading {
  readonly topology: Topology;
  readonly findings: readonly Finding[];
}

/** Port: one kind of input that describes a network. A source is one folder and one line of the registry. */
export interface TopologySource {
  readonly kind: string;
  /** A cheap look at the parsed value: is it this kind? Exactly one source accepts a readable input. */
  accepts(document: InputDocument): boolean;
  /** Foreign words to ours. Throws TollgateError with the place; never guesses what the input does not say. */
  read(document: InputDocument, options: TopologyReadOptions): Promise<TopologyReading>;
}
