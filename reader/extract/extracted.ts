/** The text of a file and the tool that made it. */
export interface Extracted {
  readonly text: string;
  /** Tool and version. */
  readonly extractor: string;
}
