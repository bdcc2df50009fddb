/** What the progress store needs of a folder. VS Code's `workspace.fs` can do it on the desktop and in the browser. */

export interface ProgressFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** Names are plain file names in one folder. Every method rejects when the operating system refuses. */
export interface ProgressFiles {
  /** All files of the folder; empty when the folder does not exist yet. */
  readonly list: () => Promise<readonly ProgressFile[]>;
  /** The content as UTF-8, with damaged bytes replaced and never refused. */
  readonly read: (name: string) => Promise<string>;
  /** Creates or overwrites, and may stop half-way when the machine does; creates the folder when it is missing. */
  readonly write: (name: string, text: string) => Promise<void>;
  /** Replaces `to` when it exists, in one step. */
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
}

/** Writes beside the file and renames: a reader sees the old content or the new one, never a part. */
export async function replaceFile(files: ProgressFiles, name: string, text: string): Promise<void> {
  const temporary = `${name}${temporarySuffix}`;
  await files.write(temporary, text);
  await files.rename(temporary, name);
}

export const temporarySuffix = '.tmp';

/** `log-<writer>-<number>.jsonl`. */
export function logName(writer: string, number: number): string {
  return `log-${writer}-${String(number).padStart(5, '0')}.jsonl`;
}

/** `undefined` for a file that is not a log. */
export function parseLogName(name: string): { readonly writer: string; readonly number: number } | undefined {
  const match = /^log-([\w-]{1,64})-(\d{5,9})\.jsonl$/.exec(name);
  return match === null ? undefined : { writer: match[1] ?? '', number: Number(match[2]) };
}
