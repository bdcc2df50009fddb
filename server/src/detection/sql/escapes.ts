import type { EmbeddedText } from './embedded';

const controls: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: ' ',
  f: ' ',
  v: ' ',
  0: ' ',
};
const escapeSequence = /^\\(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|\r\n|[^])/i;

/** Adds text with backslash escapes, which JavaScript and Python share as far as SQL needs them. */
export function addEscaped(embedded: EmbeddedText, text: string, from: number, to: number): void {
  let at = from;
  // Searched in the piece alone, because a search in the file would run on to its end.
  const piece = text.slice(from, to);
  while (at < to) {
    const next = piece.indexOf('\\', at - from);
    const escape = from + next;
    if (next < 0 || escape >= to - 1) break;
    embedded.addPlain(text.slice(at, escape), at);
    const written = escapeSequence.exec(text.slice(escape, Math.min(to, escape + 12)))?.[0] ?? '\\';
    const char = written[1] ?? '\\';
    // An escaped line break is no part of the string.
    if (char !== '\n' && char !== '\r') {
      const plain = Object.hasOwn(controls, char) ? controls[char] : char;
      embedded.addWritten(plain ?? char, escape, written.length);
    }
    at = escape + written.length;
  }
  embedded.addPlain(text.slice(at, to), at);
}
