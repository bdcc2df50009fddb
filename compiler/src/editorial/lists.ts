/** content/editorial.yaml: the words and addresses that the editorial checks know. */
import * as v from 'valibot';
import { parse } from 'yaml';

const words = v.array(v.pipe(v.string(), v.nonEmpty()));
const listsSchema = v.strictObject({
  abbreviations: words,
  'code-words': words,
  fillers: words,
  sources: words,
});

export interface EditorialLists {
  /** Capitals that need no explanation: common abbreviations and words of code. */
  readonly knownCapitals: ReadonlySet<string>;
  /** In lower case. */
  readonly fillers: readonly string[];
  /** A host, or a host and the beginning of a path. */
  readonly sources: readonly string[];
}

/** Throws when the file does not have the documented shape. */
export function parseEditorialLists(yaml: string): EditorialLists {
  const lists = v.parse(listsSchema, parse(yaml));
  return {
    knownCapitals: new Set([...lists.abbreviations, ...lists['code-words']]),
    fillers: lists.fillers,
    sources: lists.sources,
  };
}
