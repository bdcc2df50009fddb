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

/** A concept of which no more is known than what it is called and that it has triggers of some kind. */
interface ConceptOutline {
  readonly id: string;
  readonly triggers: readonly { readonly kind: string; readonly language?: unknown }[];
}

export interface GuideOutline {
  readonly version: typeof guideVersion;
  readonly concepts: readonly ConceptOutline[];
}

/** The guide's outline: enough to know what there is. Nothing is copied, and the rest is kept as it was read. */
const outlineSchema: v.GenericSchema<unknown, GuideOutline> = v.object({
  version: v.literal(guideVersion),
  concepts: v.array(v.custom<ConceptOutline>(isConceptOutline, 'not a concept with an id and triggers')),
});

function isConceptOutline(value: unknown): value is ConceptOutline {
  if (typeof value !== 'object' || value === null || !('id' in value && 'triggers' in value)) return false;
  const { id, triggers } = value;
  return typeof id === 'string' && Array.isArray(triggers) && triggers.every(isTriggerOutline);
}

function isTriggerOutline(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';
}

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
