/** One recording and what is said in it. */
export interface SpokenUtterance {
  readonly id: string;
  /** Lower case letters a-z, apostrophes inside of words, and single spaces. */
  readonly text: string;
  readonly speaker?: string;
  /** Name of the pack or file that it is from. */
  readonly source: string;
  /** 16 kHz, mono, in memory that threads share. */
  readonly samples: Int16Array;
}
