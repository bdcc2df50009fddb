/** The folder of the progress logs, over `workspace.fs`: the same on the desktop, on a remote machine and in a browser. */
import * as vscode from 'vscode';
import type { ProgressFile, ProgressFiles } from '../../../study/src/progressFiles';

export function workspaceProgressFiles(folder: vscode.Uri): ProgressFiles {
  const { fs } = vscode.workspace;
  const uri = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);
  return {
    list: async () => {
      const entries = await fs.readDirectory(folder).then(undefined, (error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      const names = entries.flatMap(([name, type]) => (type === vscode.FileType.File ? [name] : []));
      const files = await Promise.all(
        names.map(async (name): Promise<readonly ProgressFile[]> => {
          try {
            const { size, mtime } = await fs.stat(uri(name));
            return [{ name, size, modifiedAt: mtime }];
          } catch (error) {
            // Another window may have renamed or merged it between the two looks.
            if (isMissing(error)) return [];
            throw error;
          }
        }),
      );
      return files.flat();
    },
    read: async (name) => new TextDecoder().decode(await fs.readFile(uri(name))),
    write: async (name, text) => {
      await fs.createDirectory(folder);
      await fs.writeFile(uri(name), new TextEncoder().encode(text));
    },
    rename: async (from, to) => fs.rename(uri(from), uri(to), { overwrite: true }),
    remove: async (name) => fs.delete(uri(name)),
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
}
