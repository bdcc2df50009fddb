/** guide.json, read and checked once at the edge. */
import * as v from 'valibot';
import { guideSchema, guideVersion, type Guide } from '../../protocol/src/concept';

export type ParsedGuide<G = Guide> =
  | { readonly ok: true; readonly guide: G }
  /** What is wrong, in a sentence that a user can act on. */
  | { readonly ok: false; readonly problem: string };

const mend = 'Reinstall the extension, or run "npm run build" in its folder.';

/** Reads and checks the whole guide. Never throws: a damaged guide is an answer, not an error. */
export function parseGuide(text: string): ParsedGuide {
  return parseWith(guideSchema, text);
}

/** The guide's outline: enough to know what there is. The rest of a concept is kept as it was read. */
const outlineSchema = v.object({
  version: v.literal(guideVersion),
  concepts: v.array(
    v.looseObject({ id: v.string(), triggers: v.array(v.looseObject({ id: v.string(), kind: v.string() })) }),
  ),
});

export type GuideOutline = v.InferOutput<typeof outlineSchema>;

/**
 * Reads the guide for somebody who is in a hurry: only the outline is checked, and the rest where it is used
 * (`LazyConceptIndex`, `TriggerIndex`). Checking all of it would be most of a language server's start.
 */
export function outlineGuide(text: string): ParsedGuide<GuideOutline> {
  return parseWith(outlineSchema, text);
}

function parseWith<G>(schema: v.GenericSchema<unknown, G>, text: string): ParsedGuide<G> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { ok: false, problem: `The guide (guide.json) is damaged: it is not valid JSON. ${mend}` };
  }
  const result = v.safeParse(schema, data);
  if (result.success) return { ok: true, guide: result.output };
  const [issue] = result.issues;
  const path = issue.path?.map((item) => String(item.key)).join('.') ?? '';
  const problem =
    path === 'version'
      ? `The guide (guide.json) has another version than ${guideVersion}, the one that this extension reads. ${mend}`
      : `The guide (guide.json) is damaged${path === '' ? '' : ` at "${path}"`}: ${issue.message}. ${mend}`;
  return { ok: false, problem };
}
