/** What a caller of startQuiz or quickDrill may ask for: a word, an area, a concept id, or a whole scope. */
import * as v from 'valibot';
import { areas } from '../../../protocol/src/concept';
import { studyScopeSchema, type StudyScope } from '../../../protocol/src/studyMessages';

const kinds = ['today', 'due', 'weak', 'file', 'open-files'] as const;

/** Undefined for anything else; a concept id is checked against the guide later. */
export function parseScope(argument: unknown): StudyScope | undefined {
  if (typeof argument !== 'string') {
    const parsed = v.safeParse(studyScopeSchema, argument);
    return parsed.success ? parsed.output : undefined;
  }
  const kind = kinds.find((name) => name === argument);
  if (kind !== undefined) return { kind };
  const area = areas.find((name) => name === argument);
  if (area !== undefined) return { kind: 'area', area };
  const concept = v.safeParse(studyScopeSchema, { kind: 'concept', conceptId: argument });
  return concept.success ? concept.output : undefined;
}
