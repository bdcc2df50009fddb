/** guide.json, read and checked once at the edge. */
import * as v from 'valibot';
import { guideSchema, guideVersion, type Guide } from '../../protocol/src/concept';

export type ParsedGuide =
  | { readonly ok: true; readonly guide: Guide }
  /** What is wrong, in a sentence that a user can act on. */
  | { readonly ok: false; readonly problem: string };

const mend = 'Reinstall the extension, or run "npm run build" in its folder.';

/** Never throws: a damaged guide is an answer, not an error. */
export function parseGuide(text: string): ParsedGuide {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { ok: false, problem: `The guide (guide.json) is damaged: it is not valid JSON. ${mend}` };
  }
  const result = v.safeParse(guideSchema, data);
  if (result.success) return { ok: true, guide: result.output };
  const [issue] = result.issues;
  const path = issue.path?.map((item) => String(item.key)).join('.') ?? '';
  const problem =
    path === 'version'
      ? `The guide (guide.json) has another version than ${guideVersion}, the one that this extension reads. ${mend}`
      : `The guide (guide.json) is damaged${path === '' ? '' : ` at "${path}"`}: ${issue.message}. ${mend}`;
  return { ok: false, problem };
}
