/** Reads the manifests nearest to a file through the editor's file systems; nothing is executed and nothing written. */
import * as vscode from 'vscode';
import { manifestKinds, readProject, unknownProject, type Project } from './project';

/** A manifest larger than this is no manifest. */
const maximalSize = 1_000_000;
const maximalDepth = 30;

/** The project around a document; of an untitled one, the first folder of the workspace. */
export async function nearestProject(document: vscode.TextDocument): Promise<Project> {
  const folder =
    vscode.workspace.getWorkspaceFolder(document.uri) ??
    (document.isUntitled ? vscode.workspace.workspaceFolders?.[0] : undefined);
  if (folder === undefined) return unknownProject;
  const start = document.isUntitled ? folder.uri : vscode.Uri.joinPath(document.uri, '..');
  const manifests = await Promise.all(
    manifestKinds.map((names) => nearestManifest(names, foldersUpTo(start, folder.uri))),
  );
  return readProject(manifests.flat());
}

/** From a folder up to the one of the workspace. */
function foldersUpTo(start: vscode.Uri, top: vscode.Uri): readonly vscode.Uri[] {
  const folders = [start];
  for (let here = start; here.path.length > top.path.length && folders.length < maximalDepth;) {
    here = vscode.Uri.joinPath(here, '..');
    folders.push(here);
  }
  return folders;
}

async function nearestManifest(
  names: readonly string[],
  folders: readonly vscode.Uri[],
): Promise<readonly { name: string; text: string }[]> {
  for (const folder of folders) {
    const read = await Promise.all(
      names.map(async (name) => ({ name, text: await textOf(vscode.Uri.joinPath(folder, name)) })),
    );
    const found = read.flatMap(({ name, text }) => (text === undefined ? [] : [{ name, text }]));
    if (found.length > 0) return found;
  }
  return [];
}

/** Undefined for a file that is not there, or is not what its name says. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > maximalSize) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
