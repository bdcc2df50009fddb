/**
 * Damaged lines of the study log are said until the reader has closed the message, and then no more. Remembered is how
 * many lines of each file were said, so that a file that is damaged further, or another one, is said again.
 */
import * as v from 'valibot';
import type { Quarantine } from '../../../study/src/logLines';

const saidSchema = v.record(v.string(), v.number());
export type SaidDamage = v.InferOutput<typeof saidSchema>;

/** @param kept What was remembered; what makes no sense was not said. */
export function isSaid(quarantine: Quarantine, kept: unknown): boolean {
  const said = new Map(Object.entries(v.parse(v.fallback(saidSchema, {}), kept)));
  return quarantine.files.every(({ file, count }) => count <= (said.get(file) ?? 0));
}

export function saidAbout(quarantine: Quarantine): SaidDamage {
  return Object.fromEntries(quarantine.files.map(({ file, count }) => [file, count]));
}
