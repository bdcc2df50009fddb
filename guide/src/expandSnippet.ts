/** The text that a snippet leaves in the editor when every tab stop keeps its default. */

/**
 * Expands VS Code's snippet syntax: `$1`, `${1:default}` (nested), `${1|first,second|}`, `\$`.
 * A tab stop that is mentioned again gets the default of its first mention.
 */
export function expandSnippet(body: string): string {
  const defaults = new Map<string, string>();
  // Two passes, because a mention may stand before the place that carries the default.
  expand(body, defaults);
  return expand(body, defaults);
}

function expand(body: string, defaults: Map<string, string>): string {
  let result = '';
  let index = 0;
  while (index < body.length) {
    const rest = body.slice(index);
    const escaped = /^\\([$}\\])/.exec(rest);
    const plain = /^\$(\d+)|^\$\{(\d+)\}/.exec(rest);
    const choice = /^\$\{(\d+)\|((?:[^|\\]|\\.)*)\|\}/.exec(rest);
    const placeholder = /^\$\{(\d+):/.exec(rest);
    if (escaped) {
      result += escaped[1] ?? '';
      index += escaped[0].length;
    } else if (plain) {
      result += defaults.get(plain[1] ?? plain[2] ?? '') ?? '';
      index += plain[0].length;
    } else if (choice) {
      const first = /^(?:[^,\\]|\\.)*/.exec(choice[2] ?? '')?.[0].replace(/\\(.)/g, '$1') ?? '';
      defaults.set(choice[1] ?? '', first);
      result += first;
      index += choice[0].length;
    } else if (placeholder) {
      const end = closingBrace(body, index + placeholder[0].length);
      const text = expand(body.slice(index + placeholder[0].length, end), defaults);
      defaults.set(placeholder[1] ?? '', text);
      result += text;
      index = end + 1;
    } else {
      result += body.charAt(index);
      index += 1;
    }
  }
  return result;
}

/** The index of the brace that closes a placeholder whose content begins at `start`. */
function closingBrace(body: string, start: number): number {
  let depth = 1;
  for (let index = start; index < body.length; index++) {
    if (body[index] === '\\') index += 1;
    else if (body.startsWith('${', index)) depth += 1;
    else if (body[index] === '}' && --depth === 0) return index;
  }
  return body.length;
}
