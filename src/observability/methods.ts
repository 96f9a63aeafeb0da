/** The methods of RFC 9110, and PATCH. */
const known: ReadonlySet<string> = new Set('GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH'.split(' '));

/** The method, or `_OTHER`, as OpenTelemetry calls all others: clients may send any that Node can read. */
export function methodName(method: string): string {
  return known.has(method) ? method : '_OTHER';
}
