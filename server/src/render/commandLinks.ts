/** Links to the commands of the VS Code extension; their argument is an id of the guide, never text of a document. */

export function commandLink(label: string, command: string, id: string): string {
  return `[${label}](${commandUri(command, id)})`;
}

export function commandUri(command: string, id: string): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify([id]))}`;
}
