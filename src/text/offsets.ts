/** The units in which a client may ask for offsets. */
export const offsetUnits = ['utf16', 'codePoint', 'byte'] as const;

/** UTF-16 code units (JavaScript, Java), code points (Python), or bytes of UTF-8 (Go, Rust). */
export type OffsetUnit = (typeof offsetUnits)[number];

/**
 * Gives the function from UTF-16 offsets of `text` (0 to its length) to offsets in `unit`: one pass over the
 * text, then one look-up each. An offset inside a surrogate pair maps to the start of its character; a lone
 * surrogate counts as one code point and as the three bytes of U+FFFD. Other offsets throw a RangeError.
 */
export function offsetMapper(text: string, unit: OffsetUnit): (utf16: number) => number {
  if (unit === 'utf16') {
    return (utf16) => utf16;
  }
  const size = unit === 'byte' ? utf8Size : () => 1;
  const table = new Uint32Array(text.length + 1);
  let offset = 0;
  for (let index = 0; index < text.length; ) {
    const codePoint = text.codePointAt(index)!;
    const units = codePoint > 0xffff ? 2 : 1;
    table.fill(offset, index, index + units);
    index += units;
    offset += size(codePoint);
  }
  table[text.length] = offset;
  return (utf16) => {
    const mapped = table[utf16];
    if (mapped === undefined) {
      throw new RangeError(`offset ${utf16} is outside a text of ${text.length} UTF-16 units`);
    }
    return mapped;
  };
}

function utf8Size(codePoint: number): number {
  if (codePoint < 0x80) {
    return 1;
  }
  if (codePoint < 0x800) {
    return 2;
  }
  return codePoint > 0xffff ? 4 : 3;
}
