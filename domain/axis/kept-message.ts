import type { AxisHead, AxisStatus } from './message.js';

/** A message as it waits to be taken, its files kept beside it. */
export interface KeptMessage {
  readonly said: AxisHead | AxisStatus;
  /** Its files that are kept, the document itself first where it can be told. */
  readonly files: readonly {
    readonly uploadId: string;
    readonly fileName: string;
    readonly contentType: string;
    readonly sha256: string;
  }[];
  /** Names of files of kinds that are not kept. */
  readonly left: readonly string[];
}
