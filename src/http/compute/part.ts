/** One uploaded text or file: its bytes and the name that errors use for it. */
export interface RequestPart {
  readonly name: string;
  readonly bytes: Uint8Array;
}
