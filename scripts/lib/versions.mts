/**
 * The one place that pins what the test hosts run on.
 * code-server holds a complete VS Code build; its package.json names the Node.js major it needs.
 */
export const versions = {
  /** npm package `code-server`; 4.139.1 is VS Code 1.139.1. */
  codeServer: '4.139.1',
  /** npm package `node`, the Node.js that runs code-server. */
  codeServerNode: '24.21.0',
  /** The desktop VS Code that @vscode/test-electron downloads where the update server can be reached. */
  desktop: '1.139.1',
} as const;
