import colors from 'picocolors';

/** Functions that colour text. */
export type Colors = ReturnType<typeof colors.createColors>;

/** Colours for what goes to `stream`: none unless it is a terminal, and none with NO_COLOR. */
export function colorsFor(stream: { readonly isTTY?: boolean | undefined }): Colors {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  const wanted = stream.isTTY === true && TERM !== 'dumb';
  return colors.createColors(!NO_COLOR && (wanted || Boolean(FORCE_COLOR && FORCE_COLOR !== '0')));
}
