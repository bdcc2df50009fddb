/** The settings of studying. A value that makes no sense is replaced by its default, key by key. */
import * as vscode from 'vscode';
import * as v from 'valibot';

const whole = (least: number, most: number, fallback: number) =>
  v.fallback(v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most)), fallback);

const settingsSchema = v.object({
  newPerDay: whole(0, 100, 10),
  reviewsPerDay: whole(1, 500, 60),
  minutesPerDay: whole(5, 240, 20),
  drillSeconds: whole(0, 600, 0),
  statusBar: v.fallback(v.boolean(), true),
});
export type StudySettings = v.InferOutput<typeof settingsSchema>;

export function readStudySettings(): StudySettings {
  const section = vscode.workspace.getConfiguration('backendGuide.study');
  return v.parse(settingsSchema, {
    newPerDay: section.get('newPerDay'),
    reviewsPerDay: section.get('reviewsPerDay'),
    minutesPerDay: section.get('minutesPerDay'),
    drillSeconds: section.get('drillSeconds'),
    statusBar: section.get('statusBar'),
  });
}
