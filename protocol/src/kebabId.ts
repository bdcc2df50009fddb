/** Apart from the other schemas, because views need it and nothing else of them. */
import * as v from 'valibot';

/** Lower-case words joined by hyphens: the shape of every id that authors choose. */
export const kebabId = v.pipe(
  v.string(),
  v.regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    'write lower-case words joined by single hyphens, for example "offset-clause"',
  ),
);

/** Not a type guard: a text that is no id stays a text. */
export function isKebabId(text: string): boolean {
  return v.is(kebabId, text);
}
