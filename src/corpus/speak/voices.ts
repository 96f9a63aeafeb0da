/** The programs that speak. */
export const engineNames = ['espeak', 'flite', 'festival'] as const;
export type EngineName = (typeof engineNames)[number];

/** `train` voices may be learnt from; those of `dev` and `test` never are. */
export type VoicePart = 'train' | 'dev' | 'test';

/** A voice of an installed program. Voices of one speaker, in whatever program, are in one part. */
export interface Voice {
  readonly name: string;
  readonly speaker: string;
  readonly engine: EngineName;
  /** What the program calls it; of espeak, the variant. */
  readonly id: string;
  readonly part: VoicePart;
  /** How often it is drawn, against the others. */
  readonly weight: number;
  /** Of espeak: the accents, of which each sentence gets one. */
  readonly accents: readonly string[];
}

type Recorded = readonly [
  engine: 'flite' | 'festival',
  id: string,
  speaker: string,
  part: VoicePart,
  weight: number,
];

/** Voices made from recordings: far fewer than espeak's, and far more natural, so each is drawn often. */
const recorded: readonly Recorded[] = [
  ['flite', 'slt', 'cmu-slt', 'train', 16],
  ['flite', 'awb', 'cmu-awb', 'train', 14],
  ['flite', 'kal16', 'kal', 'train', 8],
  ['festival', 'cmu_us_slt_arctic_hts', 'cmu-slt', 'train', 8],
  ['festival', 'kal_diphone', 'kal', 'train', 6],
  ['flite', 'rms', 'cmu-rms', 'test', 16],
  ['festival', 'ked_diphone', 'ked', 'test', 8],
];

const accents: Readonly<Record<VoicePart, readonly string[]>> = {
  train:
    'en-us en-us en-us en-us en-us-nyc en-gb en-gb en-gb-x-rp en-gb-x-gbclan en-gb-x-gbcwmd en-gb-scotland en-029'.split(
      ' ',
    ),
  dev: ['en-us', 'en-gb', 'en-gb-x-rp'],
  test: ['en-us', 'en-gb-scotland', 'en-029'],
};

/** espeak's variants that sound like people: no whispers, croaks, robots or announcers. */
const variants: Readonly<Record<VoicePart, readonly string[]>> = {
  train:
    'm1 m2 m3 m5 m6 m7 f1 f2 f3 f5 adam Alicia Andrea Andy antonio aunty benjamin caleb david ed edward Gene Henrique iven Jacky john klatt klatt2 klatt3 klatt5 Lee marcelo Marco Mario max Michael michel miguel mike norbert pablo paul pedro quincy rob sandro shelby steph steph3 travis victor zac'.split(
      ' ',
    ),
  dev: ['m4', 'anika', 'Annie', 'edward2', 'robert', 'Hugo'],
  test: ['m8', 'f4', 'linda', 'belinda', 'klatt4', 'Alex'],
};
/** How often all of espeak's voices together are drawn, against the weights above. */
const espeakShare = 48;

const ofVariants = (part: VoicePart): Voice[] =>
  variants[part].map((id) => ({
    name: `espeak-${id.toLowerCase()}`,
    speaker: `espeak-${id.toLowerCase()}`,
    engine: 'espeak',
    id,
    part,
    weight: espeakShare / variants[part].length,
    accents: accents[part],
  }));

/** Every voice that is known, in a fixed order. */
export const voices: readonly Voice[] = [
  ...recorded.map(([engine, id, speaker, part, weight]) => ({
    name: `${engine}-${id}`,
    speaker,
    engine,
    id,
    part,
    weight,
    accents: [],
  })),
  ...ofVariants('train'),
  ...ofVariants('dev'),
  ...ofVariants('test'),
];

/** The voices of a comma-separated list of parts (`train`, `dev`, `test`, `all`), programs and names, without those held out. */
export function chooseVoices(wanted: string, heldOut = ''): Voice[] {
  const out = new Set(heldOut === '' ? [] : namedVoices(heldOut));
  return [...namedVoices(wanted)].filter((voice) => !out.has(voice));
}

function namedVoices(list: string): Set<Voice> {
  return new Set(
    list.split(',').flatMap((item) => {
      const name = item.trim();
      const found = voices.filter(
        (voice) => name === 'all' || [voice.name, voice.part, voice.engine, voice.speaker].includes(name),
      );
      if (found.length === 0) throw new RangeError(`no voice is named "${name}"`);
      return found;
    }),
  );
}
