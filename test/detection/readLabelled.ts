import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A marked place: a concept, and perhaps a side, that must be found, or nothing for a trap. */
export interface Label {
  readonly from: number;
  readonly to: number;
  readonly conceptId: string | undefined;
  readonly optionId: string | undefined;
}

/** One piece of code with its labels. */
export interface LabelledCode {
  readonly name: string;
  readonly languageId: string;
  readonly code: string;
  readonly labels: readonly Label[];
}

const header = /^=== (\S+) (\S+)$/;

function readLabels(marked: string): { code: string; labels: Label[] } {
  const labels: Label[] = [];
  let code = '';
  for (const part of marked.split(/(«[^«»|]+\|[^«»]*»)/)) {
    const mark = /^«([^|#]+)(?:#([^|]+))?\|([^»]*)»$/.exec(part);
    if (mark === null) code += part;
    else {
      const [, conceptId, optionId, text = ''] = mark;
      labels.push({
        from: code.length,
        to: code.length + text.length,
        conceptId: conceptId === '-' ? undefined : conceptId,
        optionId,
      });
      code += text;
    }
  }
  return { code, labels };
}

/** Every piece of labelled code in the folder `labelled`. */
export function readLabelled(folder: string): LabelledCode[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .flatMap((file) => {
      const pieces: LabelledCode[] = [];
      let lines: string[] = [];
      let current: { languageId: string; name: string } | undefined;
      const finish = (): void => {
        if (current !== undefined) pieces.push({ ...current, ...readLabels(`${lines.join('\n')}\n`) });
        lines = [];
      };
      for (const line of readFileSync(path.join(folder, file), 'utf8').trimEnd().split('\n')) {
        const match = header.exec(line);
        if (match === null) lines.push(line);
        else {
          finish();
          current = { languageId: match[1] ?? '', name: match[2] ?? '' };
        }
      }
      finish();
      return pieces;
    });
}
